// Hours of earlier years: by a list of a former site, and by a picture of a paper card.

import assert from "node:assert/strict";

import { citizenId } from "../offices/applicants.mjs";
import { step } from "../walk/people.mjs";
import { csv, scan } from "./papers.mjs";

const [OFFICER, SECOND, LEARNER] = ["包立新", "孙玉兰", "巴特尔"];
const HEADINGS = ["身份证号", "姓名", "学时年度", "科目类别", "学时", "学时来源", "证明编号"];

/** Hours of earlier years. */
export class Earlier {
  constructor(walk) {
    this.walk = walk;
  }

  async looksAtTheFaulty() {
    this.first = await this.walk.as(OFFICER);
    const { page } = this.first;
    await this.walk.goto(this.first, "/bureau/earlier");
    await this.walk.look(this.first, "earlier desk");
    await this.first.follow(page.getByRole("link", { name: "原平台学时补录表.csv" }));
    const rows = page.locator("table tbody tr");
    assert.ok((await rows.filter({ hasText: "应填“公需”或“专业”" }).count()) > 0);
    assert.ok((await rows.filter({ hasText: "姓名与身份证号不符" }).count()) > 0);
    assert.equal(await page.getByRole("button", { name: /^确认导入/ }).count(), 0);
    await this.walk.look(this.first, "earlier list with faults");
  }

  async imports() {
    const { page } = this.first;
    await this.walk.goto(this.first, "/bureau/earlier");
    const number = citizenId("1969-03-02", "121");
    const row = [number, LEARNER, "2021", "公需科目", "30", "原平台呼和浩特", "QC-7"];
    await page.locator("#file").setInputFiles(csv("原平台.csv", [HEADINGS, row]));
    await this.first.follow(step(this.first, "上传并检查"));
    await page.getByText("等另一人确认").first().waitFor({ timeout: 60_000 });
    const path = new URL(page.url()).pathname;
    await this.walk.look(this.first, "earlier list checked");
    const second = await this.walk.as(SECOND);
    await this.walk.goto(second, path);
    await second.follow(step(second, "确认导入 1 行"));
    await second.page.getByText("已记入账本").first().waitFor({ timeout: 60_000 });
    await this.walk.look(second, "earlier list posted");
    const hers = await this.walk.as(LEARNER);
    await this.walk.goto(hers, "/hours/2021");
    await hers.page.getByText("原平台呼和浩特").first().waitFor();
    await this.walk.look(hers, "earlier in the ledger");
  }

  async asks() {
    const hers = await this.walk.as(LEARNER);
    const { page } = hers;
    await this.walk.goto(hers, "/earlier/new");
    await this.walk.look(hers, "earlier form");
    await page.locator("#study_year").selectOption("2021");
    await page.getByLabel("专业", { exact: false }).first().check();
    await page.locator("#hours").fill("60");
    await page.locator("#origin").fill("纸质审验卡");
    await page.locator("#document").fill("NM-2021-0077");
    await page.locator("#words").fill("卡在老单位补盖过章");
    await page.locator("#file").setInputFiles(await scan(this.walk, "2021 年度审验卡 60 学时"));
    await hers.follow(step(hers, "提交申请"));
    const id = new URL(page.url()).pathname.split("/").at(-1);
    await this.walk.look(hers, "earlier asked");
    await this.walk.goto(this.first, `/bureau/earlier/${id}`);
    await this.walk.look(this.first, "earlier request");
    await this.first.page.locator("#decision-grant").check();
    await this.first.page.locator("#hours").fill("60");
    await this.first.page.locator("#why").fill("与卡面一致");
    await this.first.follow(step(this.first, "作出决定"));
    await this.walk.goto(hers, `/earlier/${id}`);
    await page.getByText("与卡面一致").first().waitFor();
    await this.walk.look(hers, "earlier granted");
  }
}
