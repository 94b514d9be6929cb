// A claim from the kinds to the ledger: written, proven, confirmed, cut, appealed, granted.

import assert from "node:assert/strict";

import { Keyboard } from "../lib/keyboard.mjs";
import { step } from "../walk/people.mjs";
import { DISGUISED, scan } from "./papers.mjs";

const [LEARNER, ADMIN, OFFICER, SECOND] = ["巴特尔", "李雅琴", "包立新", "孙玉兰"];
const TITLE = "云计算架构高级研修班第二期";

/** The claim of a learner. */
export class Claims {
  #findings = new Set();

  constructor(walk) {
    this.walk = walk;
  }

  async readsTheKinds() {
    this.hers = await this.walk.as(LEARNER);
    await this.walk.goto(this.hers, "/claims");
    await this.walk.look(this.hers, "claims");
    await this.walk.goto(this.hers, "/claims/kinds");
    const { page } = this.hers;
    for (const topic of await page.locator("details.claim-kind summary").all()) await topic.click();
    await page.getByText("N2022 §3.6").first().waitFor();
    await page.getByText("只限已认定为“三科”教师").waitFor();
    await this.walk.look(this.hers, "claims kinds");
  }

  async files() {
    const { page } = this.hers;
    await this.walk.goto(this.hers, "/claims/new?kind=workshop");
    await page.locator("#title").fill(TITLE);
    await page.locator("#organiser").fill("自治区人力资源和社会保障厅");
    await page.locator("#place").fill("呼和浩特");
    await page.locator("#from_day").fill("2022-09-05");
    await page.locator("#to_day").fill("2022-09-09");
    await page.locator("#quantity").fill("很多");
    await page.locator("#speciality").fill("计算机");
    await page.locator("#certificate_number").fill("NM2022-9901");
    await page.locator("#needed_by").fill("2022-12-20");
    await this.#isRefused(() => this.hers.follow(step(this.hers, "下一步：上传证明材料")));
    await this.walk.look(this.hers, "claims form with a fault");
    await page.locator("#quantity").fill("24");
    await this.hers.follow(step(this.hers, "下一步：上传证明材料"));
    this.path = new URL(page.url()).pathname;
    await page.locator("#file").setInputFiles(DISGUISED);
    await this.#isRefused(() => this.hers.follow(step(this.hers, "上传")));
    await page.locator("#file-bad").waitFor();
    await this.walk.look(this.hers, "claims proof refused");
    await page.locator("#file").setInputFiles(await scan(this.walk, "云计算架构高级研修班 24 学时"));
    await this.hers.follow(step(this.hers, "上传"));
    await this.walk.look(this.hers, "claims draft");
    await this.hers.follow(step(this.hers, "提交申报"));
    await page.getByText("12月").first().waitFor();
    await this.walk.look(this.hers, "claims sent");
  }

  /** What she sends is refused, which the browser notes too. */
  #isRefused(deed) {
    return this.hers.tolerating(/status of 422/, deed);
  }

  async isConfirmed() {
    const window = await this.walk.as(ADMIN);
    const keys = new Keyboard(window);
    await keys.tabTo(/^待办$/);
    await keys.follow();
    await this.walk.look(window, "inbox of the employer");
    await keys.tabTo(new RegExp(`^学时折算\\s.*${TITLE}$`));
    await keys.follow();
    await this.walk.look(window, "claims employer");
    await keys.tabTo(/^确认属实$/);
    await keys.press("Space");
    await keys.tabTo(/^提交意见$/);
    await keys.follow();
    for (const finding of keys.findings) this.#findings.add(finding);
  }

  async isCut() {
    const window = await this.walk.as(OFFICER);
    await this.walk.go(window, "待办");
    await this.walk.look(window, "inbox of the bureau");
    await window.follow(window.page.getByRole("link", { name: TITLE }));
    await this.walk.look(window, "claims bureau");
    await this.#decides(window, "同意一部分", "证书所载只有 8 学时", "8");
    await this.walk.goto(this.hers, this.path);
    await this.hers.page.getByText("证书所载只有 8 学时").first().waitFor();
  }

  async appeals() {
    const { page } = this.hers;
    await page.locator("#why").fill("证书背面写明 24 学时");
    await this.hers.follow(step(this.hers, "提交申诉"));
    await this.walk.look(this.hers, "claims appealed");
    const first = await this.walk.as(OFFICER);
    await this.walk.goto(first, `/bureau${this.path}`);
    await first.page.getByText("申诉请由其他工作人员办理").waitFor();
    const second = await this.walk.as(SECOND);
    await this.walk.goto(second, "/inbox?matter=appeal");
    await second.follow(second.page.getByRole("link", { name: TITLE }));
    await this.walk.look(second, "claims appeal");
    await this.#decides(second, "全部同意", "复核证书背面，属实");
  }

  async #decides(window, choice, why, hours) {
    await window.page.getByLabel(choice, { exact: true }).check();
    if (hours) await window.page.locator("#hours").fill(hours);
    await window.page.locator("#why").fill(why);
    await window.follow(step(window, "作出决定"));
  }

  async standsInTheLedger() {
    await this.walk.goto(this.hers, this.path);
    await this.hers.follow(step(this.hers, "看账本记录"));
    const { page } = this.hers;
    const lines = page.getByRole("row").filter({ hasText: TITLE });
    assert.equal(await lines.count(), 2, "what was granted, and what the appeal added");
    await this.walk.look(this.hers, "ledger with a claim");
  }

  /** Where the focus could not be seen. */
  unseen() {
    return [...this.#findings];
  }
}
