// Two accounts of one person: found, compared, made one by two officers, and parted again.


const [OFFICER, SECOND] = ["包立新", "孙玉兰"];

/** A double account. */
export class Accounts {
  constructor(walk) {
    this.walk = walk;
  }

  async areFound() {
    this.first = await this.walk.as(OFFICER);
    const { page } = this.first;
    await this.walk.goto(this.first, "/bureau/accounts");
    await this.walk.look(this.first, "accounts");
    await this.first.follow(page.locator('main a[href="/bureau/accounts/alike"]'));
    await this.walk.look(this.first, "accounts alike");
    await this.first.follow(page.locator('main a[href^="/bureau/accounts/compare"]').first());
    await this.walk.look(this.first, "accounts side by side");
    await page.locator("textarea").first().fill("同一人，原单位录入时身份证号错一位");
    await this.first.follow(page.locator("main form button.btn-primary").last());
    this.path = new URL(page.url()).pathname;
    await this.walk.look(this.first, "accounts proposed");
  }

  async areOne() {
    const second = await this.walk.as(SECOND);
    await this.walk.goto(second, "/inbox?matter=merger");
    await second.follow(second.page.locator(`main a[href="${this.path}"]`).first());
    await this.walk.look(second, "accounts to be decided");
    const words = second.page.locator("main textarea:visible").first();
    if (await words.count()) await words.fill("核对两份材料，确系一人");
    await second.follow(second.page.locator('main button[value="confirm"]'));
    await this.walk.look(second, "accounts are one");
  }

  async arePartedAgain() {
    const second = await this.walk.as(SECOND);
    await this.walk.goto(second, this.path);
    const { page } = second;
    for (const more of await page.locator("main details:not([open]) summary").all()) {
      await more.click();
    }
    await page.locator("main textarea:visible").first().fill("本人说明是两个人");
    await second.follow(page.locator('main button[value="part"]'));
    await this.walk.goto(this.first, this.path);
    const other = this.first.page;
    const words = other.locator("main textarea:visible").first();
    if (await words.count()) await words.fill("核实身份证，确系两人");
    await this.first.follow(other.locator('main button[value="part-confirm"]'));
    await this.walk.look(this.first, "accounts parted");
  }
}
