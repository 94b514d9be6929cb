// An employer: registered by somebody, accepted by the bureau; its pages; and who stands in.

import { step } from "../walk/people.mjs";

const [ADMIN, OFFICER, INSPECTOR, NEWCOMER] = ["李雅琴", "包立新", "哈斯巴根", "张㛃"];

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
    await page.locator("#credit_code").fill("12150172MB1B00077X");
    await page.locator("#sector").selectOption("public_institution");
    await page.locator("#territory").selectOption("hohhot-etdz");
    await hers.follow(step(hers, "提交登记"));
    await this.walk.look(hers, "employer register with a doubtful code");
    const officer = await this.walk.as(OFFICER);
    await this.walk.goto(officer, "/bureau/registrations");
    await this.walk.look(officer, "employer registrations");
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
    const inspector = this.walk.demo.account(INSPECTOR);
    await page.locator("#role").selectOption({ index: 0 });
    await page.locator("#number").fill(inspector.login);
    await page.locator("#name").fill(INSPECTOR);
    await page.locator("#until_on").fill("2022-12-18");
    await page.locator("#why").fill("年休假");
    await officer.follow(step(officer, "安排代办"));
    await this.walk.look(officer, "covers");
    const deputy = await this.walk.as(INSPECTOR);
    await this.walk.goto(deputy, "/inbox");
    await this.walk.look(deputy, "inbox of a deputy");
    await this.walk.goto(deputy, "/covers");
    await this.walk.look(deputy, "covers of a deputy");
    await deputy.follow(step(deputy, /^不再代办/));
  }
}
