// How people come to an employer: by a list as a whole, and by their own word.

import assert from "node:assert/strict";

import { citizenId } from "../offices/applicants.mjs";
import { step } from "../walk/people.mjs";
import { csv } from "./papers.mjs";

// The machine's operator works nowhere yet.
const [ADMIN, NEWCOMER] = ["李雅琴", "郭磊"];
const HEADINGS = ["身份证号", "姓名", "手机号", "岗位", "职称专业", "部门", "任职日期"];
const person = (day, name, phone) => [
  citizenId(day, "902").toLowerCase(),
  name,
  phone,
  "工程师",
  "计算机",
  "运维科",
  "2021-07-01",
];
const RIGHT = [
  person("1991-02-03", "云月", "13711110001"),
  person("1992-03-04", "云霞", "13711110002"),
];
const WRONG = [
  ...RIGHT,
  [citizenId("1993-04-05", "902").replace(/.$/, "?"), ...person("1993-04-05", "云露", "").slice(1)],
  [...person("1994-05-06", "云霜", "").slice(0, 6), "明年"],
];

/** The roster of an employer. */
export class Roster {
  constructor(walk) {
    this.walk = walk;
  }

  async hasFaultsTold() {
    this.window = await this.walk.as(ADMIN);
    await this.walk.goto(this.window, "/employer/rosters");
    await this.walk.look(this.window, "roster lists");
    await this.#uploads("名册-有误.csv", WRONG);
    const { page } = this.window;
    const rows = page.locator("table tbody tr").filter({ hasText: "需要改正" });
    assert.equal(await rows.count(), 2);
    await rows.filter({ hasText: "身份证号" }).waitFor();
    await rows.filter({ hasText: "任职日期" }).waitFor();
    assert.equal(await page.getByRole("button", { name: /^确认生效/ }).count(), 0);
    await this.walk.look(this.window, "roster with faults");
  }

  async comesInForce() {
    await this.walk.goto(this.window, "/employer/rosters");
    await this.#uploads("名册.csv", RIGHT);
    await this.walk.look(this.window, "roster checked");
    await this.window.follow(step(this.window, "确认生效（2 行）"));
    const { page } = this.window;
    await page.getByRole("heading", { name: "已生效", exact: true }).waitFor({ timeout: 60_000 });
    await page.waitForLoadState();
    await this.walk.look(this.window, "roster in force");
    assert.ok(await this.#knows("云月"), "she stands among the staff");
  }

  async isUndone() {
    const { page } = this.window;
    await page.goBack();
    await page.getByText("导入错了？整份撤销").click();
    await this.window.follow(step(this.window, "整份撤销"));
    await page.getByText("这份名册已经撤销").waitFor({ timeout: 60_000 });
    await page.waitForLoadState();
    await this.walk.look(this.window, "roster undone");
    assert.ok(!(await this.#knows("云月")), "she is gone from the staff");
  }

  async joins() {
    const hers = await this.walk.as(NEWCOMER);
    await this.walk.goto(hers, "/employment");
    await this.walk.look(hers, "employment");
    await hers.page.locator("#q").fill("大数据中心");
    await hers.follow(hers.page.locator("main form.office-filter button"));
    await hers.follow(hers.page.locator('main a[href^="/employment?employer="]').first());
    await hers.page.locator("#from_day").fill("2022-12-01");
    await hers.page.locator("#post_title").fill("运维工程师");
    await hers.page.locator("#speciality").fill("计算机应用");
    await hers.follow(step(hers, "提交单位确认"));
    await this.walk.look(hers, "employment asked for");
    await this.walk.goto(this.window, "/employer/joinings");
    await this.walk.look(this.window, "employment joinings");
    await this.walk.goto(this.window, "/inbox?matter=joining");
    const { page } = this.window;
    await this.window.follow(page.locator('main a[href^="/joinings/"]').first());
    await this.walk.look(this.window, "employment to confirm");
    await this.window.follow(step(this.window, "确认任职"));
    assert.ok(await this.#knows(NEWCOMER), "she stands among the staff");
  }

  async #knows(name) {
    await this.walk.goto(this.window, `/employer?q=${encodeURIComponent(name)}`);
    return (await this.window.page.locator("main").innerText()).includes(name);
  }

  async #uploads(name, rows) {
    const { page } = this.window;
    await page.locator("#file").setInputFiles(csv(name, [HEADINGS, ...rows]));
    await this.window.follow(step(this.window, "上传并核对"));
    await page.getByRole("heading", { name: "核对结果" }).waitFor({ timeout: 60_000 });
    await page.waitForLoadState();
  }
}
