// A fact that decisions rest on: claimed with a proof, confirmed by the employer, then the bureau.

import { step } from "../walk/people.mjs";
import { scan } from "./papers.mjs";

const [LEARNER, ADMIN, OFFICER] = ["巴特尔", "李雅琴", "包立新"];

/** The fact of a learner. */
export class Facts {
  constructor(walk) {
    this.walk = walk;
  }

  async claims() {
    this.hers = await this.walk.as(LEARNER);
    const { page } = this.hers;
    await this.walk.go(this.hers, "事实认定");
    await this.walk.look(this.hers, "facts");
    await this.walk.goto(this.hers, "/facts/new?kind=grassroots");
    await this.walk.look(this.hers, "facts form");
    await page.locator("#from_day").fill("2022-06-01");
    await page.locator("#words").fill("驻村工作队，沙尔沁镇");
    await page.locator("#needed_by").fill("2022-12-19");
    await page.locator("#file").setInputFiles(await scan(this.walk, "驻村派遣文件"));
    await this.hers.follow(step(this.hers, "提交认定"));
    this.path = new URL(page.url()).pathname;
    await this.walk.look(this.hers, "facts sent");
  }

  async isConfirmed() {
    for (const [name, words] of [
      [ADMIN, "派遣文件属实"],
      [OFFICER, "与派遣文件一致"],
    ]) {
      const window = await this.walk.as(name);
      await this.walk.goto(window, "/inbox?matter=fact");
      await window.follow(window.page.locator(`main a[href="${this.path}"]`).first());
      const take = window.page.getByRole("button", { name: "由我办理" });
      if (await take.count()) await window.follow(take);
      await this.walk.look(window, `facts before ${name}`);
      await window.page.locator("#confirm").check();
      await window.page.locator("#words").fill(words);
      await window.follow(step(window, "提交意见"));
    }
    await this.walk.goto(this.hers, this.path);
    await this.hers.page.getByText("与派遣文件一致").first().waitFor();
    await this.walk.look(this.hers, "facts confirmed");
  }
}
