// An employer: registered by somebody, accepted by the bureau; its pages; and who stands in.

import { step } from "../walk/people.mjs";
import { scan } from "./papers.mjs";

const [ADMIN, OFFICER, COLLEAGUE, NEWCOMER] = ["李雅琴", "包立新", "孙玉兰", "张㛃"];

/** Employers and the offices around them. */
export class Employer {
  constructor(walk) {
    this.walk = walk;
  }

  async registers() {
    const hers = await this.walk.as(NEWCOMER);
    const { page } = hers;
    await this.walk.goto(hers, "/employers/register");
    await this.walk.look(hers, "employer register");
    await page.locator("#name").fill("如意研究院");
    // Its check character does not fit: words and a scan are asked for.
    await page.locator("#credit_code").fill("12150172MB1B000770");
    await page.locator("#sector").selectOption("public_institution");
    await page.locator("#territory").selectOption("hohhot-etdz");
    const send = page.locator("main form.narrow-form button");
    await hers.tolerating(/status of 4\d\d/, () => hers.follow(send));
    await this.walk.look(hers, "employer register with a doubtful code");
    await page.locator("#code_reason").fill("证书上就是这个号码，见扫描件");
    await page.locator("#file").setInputFiles(await scan(this.walk, "统一社会信用代码证书"));
    await hers.follow(send);
    await this.walk.look(hers, "employer registration sent");
    const officer = await this.walk.as(OFFICER);
    await this.walk.goto(officer, "/inbox?matter=employer");
    await officer.follow(officer.page.locator('main a[href^="/bureau/registrations/"]').first());
    await this.walk.look(officer, "employer registration");
    await officer.page.locator("textarea").first().fill("扫描件与名称相符");
    await officer.follow(officer.page.locator('main button[value="accept"]'));
    await this.walk.goto(hers, "/employer");
    await page.getByRole("heading", { level: 1, name: "如意研究院" }).waitFor();
    await this.walk.look(hers, "employer without staff");
    await this.walk.goto(officer, "/bureau/employers");
    await this.walk.look(officer, "employers of the bureau");
  }

  async looksAround() {
    const window = await this.walk.as(ADMIN);
    await this.walk.goto(window, "/employer");
    await this.walk.look(window, "employer dashboard");
    await this.walk.goto(window, "/employer/settings");
    await this.walk.look(window, "employer settings");
    await this.walk.goto(window, "/employer/former");
    await this.walk.look(window, "employer former staff");
    await this.walk.goto(window, "/employer/claims");
    await this.walk.look(window, "employer claims");
    const officer = await this.walk.as(OFFICER);
    await this.walk.goto(officer, "/bureau/claims");
    await this.walk.look(officer, "bureau claims");
    await this.walk.goto(officer, "/bureau/erasures");
    await this.walk.look(officer, "bureau erasures");
    const clerk = await this.walk.as("周文博");
    await this.walk.goto(clerk, "/committee/records");
    await this.walk.look(clerk, "records for title systems");
  }

  async isCovered() {
    const officer = await this.walk.as(OFFICER);
    const { page } = officer;
    await this.walk.goto(officer, "/covers");
    const colleague = this.walk.demo.account(COLLEAGUE);
    const roles = page.locator("#role option", { hasText: "收款" });
    await page.locator("#role").selectOption(await roles.first().getAttribute("value"));
    await page.locator("#number").fill(colleague.login);
    await page.locator("#name").fill(COLLEAGUE);
    await page.locator("#until_on").fill("2022-12-18");
    await page.locator("#why").fill("年休假");
    await officer.follow(step(officer, "安排代办"));
    await this.walk.look(officer, "covers");
    const deputy = await this.walk.as(COLLEAGUE);
    await this.walk.goto(deputy, "/bureau/payments");
    await this.walk.look(deputy, "payments of a deputy");
    await this.walk.goto(deputy, "/covers");
    await this.walk.look(deputy, "covers of a deputy");
    await deputy.follow(step(deputy, /^不再代办/));
  }
}
