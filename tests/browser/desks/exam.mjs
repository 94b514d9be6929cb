// A qualification exam stands for a year's professional hours: claimed, granted, and believed by every
// desk up to the card.

import { isPdfOf } from "../lib/pdf.mjs";
import { step } from "../walk/people.mjs";
import { scan } from "./papers.mjs";

const [LEARNER, ADMIN, OFFICER, SECOND] = ["巴特尔", "李雅琴", "包立新", "孙玉兰"];
const TITLE = "系统集成项目管理工程师（中级）";

/** The exam of a learner, and the year that rests on it. */
export class Exam {
  constructor(walk) {
    this.walk = walk;
  }

  async isGranted() {
    const hers = (this.hers = await this.walk.as(LEARNER));
    const { page } = hers;
    await this.walk.goto(hers, "/claims/new?kind=qualification_exam");
    await page.locator("#title").fill(TITLE);
    await page.locator("#organiser").fill("自治区人事考试院");
    await page.locator("#place").fill("呼和浩特");
    await page.locator("#in_region-yes").check();
    await page.locator("#from_day").fill("2022-11-05");
    await page.locator("#certificate_number").fill("NM2022-11-0731");
    await page.locator("#speciality").fill("计算机");
    await hers.follow(step(hers, "下一步：上传证明材料"));
    const path = (this.path = new URL(page.url()).pathname);
    await page.locator("#file").setInputFiles(await scan(this.walk, TITLE));
    await hers.follow(step(hers, "上传"));
    await hers.follow(step(hers, "提交申报"));
    const admin = await this.walk.as(ADMIN);
    await this.walk.goto(admin, `/employer${path}`);
    await admin.page.getByLabel("确认属实").check();
    await admin.follow(step(admin, "提交意见"));
    const officer = await this.walk.as(OFFICER);
    await this.walk.goto(officer, `/bureau${path}`);
    await officer.page.getByLabel("全部同意", { exact: true }).check();
    await officer.page.locator("#why").fill("证书经查询属实");
    await officer.follow(step(officer, "作出决定"));
    await this.walk.goto(hers, "/hours/2022");
    await page.getByText("视同完成（职业资格考试）").waitFor();
    await this.walk.look(hers, "ledger with an exam");
    await hers.follow(page.getByRole("link", { name: "看申报" }));
    await page.getByText("年度报告和审验卡都按“视同完成”算").waitFor();
    await this.walk.look(hers, "claims exam granted");
  }

  /** The bureau recognises the public hours on paper; no professional hour is asked for. */
  async isReported() {
    const { walk, hers } = this;
    // Many bear her name: everybody goes by the number beside it.
    await walk.goto(hers, "/account");
    const about = await hers.page.getByRole("main").innerText();
    const [masked, first, last] = /(\d{3})\*+(\d{2})/.exec(about);
    const officer = await walk.as(OFFICER);
    await walk.goto(officer, `/bureau/people?q=${encodeURIComponent(LEARNER)}`);
    const found = officer.page.getByRole("row").filter({ hasText: masked });
    await officer.follow(found.getByRole("link", { name: LEARNER }));
    await officer.follow(officer.page.getByRole("link", { name: "认定学时" }));
    await officer.page.locator("#category-public").check();
    await officer.page.locator("#hours").fill("30");
    await officer.page.locator("#evidence").fill("公需科目结业证书");
    await officer.follow(step(officer, "核对"));
    await officer.follow(officer.page.getByRole("main").getByRole("button").first());
    await walk.goto(hers, "/");
    await hers.page.getByText("视同完成（职业资格考试）").waitFor();
    await walk.look(hers, "home with an exam");
    await walk.goto(hers, "/report/2022/check");
    await walk.look(hers, "report with an exam");
    await hers.follow(step(hers, "核对无误，生成报告"));
    const report = async (window, name, button, done) => {
      const row = window.page.getByRole("row").filter({ hasText: `${first}…${last}` });
      await window.follow(row.getByRole("link", { name: LEARNER }).first());
      await walk.look(window, name);
      await window.follow(window.page.getByRole("button", { name: button }).first());
      await window.page.getByText(done).waitFor();
    };
    const admin = await walk.as(ADMIN);
    await walk.go(admin, "本单位");
    await report(admin, "employer report with an exam", /确认/, "报告已确认，已送人社部门审批。");
    const second = await walk.as(SECOND);
    await walk.go(second, "经办");
    await report(second, "bureau report with an exam", "批准", "报告已批准，审验卡正在生成。");
  }

  async standsOnTheCard() {
    const { walk, hers } = this;
    const main = hers.page.getByRole("main");
    const deemed = main.getByText("专业科目依通知第三条第（六）项视同完成");
    for (let tries = 0; tries < 20 && (await deemed.count()) === 0; tries += 1) {
      await hers.page.waitForTimeout(500);
      await walk.goto(hers, "/card/2022");
    }
    await walk.look(hers, "card with an exam");
    const number = /K2022(-\w{4}){3}/.exec(await main.innerText())[0];
    const print = hers.page.getByRole("link", { name: "打印审验卡（PDF）" });
    await isPdfOf(hers, print, "专业科目视同完成");
    const anyone = await walk.stranger();
    await walk.goto(anyone, `/verify/${number}`);
    await anyone.page.getByText("专业科目依通知第三条第（六）项视同完成").waitFor();
    await walk.look(anyone, "verify card with an exam");
    this.number = number;
  }

  /** One officer proposes it, another finds it among what waits; whoever relied on it is told. */
  async isTakenBack() {
    const { walk, hers } = this;
    const first = await walk.as(OFFICER);
    await walk.goto(first, `/bureau${this.path}`);
    await first.page.locator("#why").fill("证书系伪造");
    await first.follow(step(first, "提出撤销"));
    await walk.look(first, "claims taking back proposed");
    const second = await walk.as(SECOND);
    await walk.goto(second, "/inbox?matter=undeeming");
    await walk.look(second, "inbox with what is to be taken back");
    await second.follow(second.page.getByRole("link", { name: TITLE }));
    await second.page.locator("#why").fill("经查询属实");
    await walk.look(second, "claims to be taken back");
    await second.follow(step(second, "同意撤销"));
    await walk.goto(hers, "/hours/2022");
    await hers.page.getByText("视同完成已由两名工作人员撤销").waitFor();
    await walk.look(hers, "ledger without the exam");
    await walk.goto(hers, "/card/2022");
    await hers.page.getByText("有学时或视同完成被撤销").waitFor();
    await walk.look(hers, "card without the exam");
    const anyone = await walk.stranger();
    await walk.goto(anyone, `/verify/${this.number}`);
    await anyone.page.getByText("其后已被撤销").waitFor();
    await walk.look(anyone, "verify card without the exam");
  }
}
