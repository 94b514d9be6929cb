// An employer pays for many at once; a seat goes to a colleague, another comes back by the rule.

import assert from "node:assert/strict";

const [ADMIN, CASHIER] = ["李雅琴", "包立新"];

/** An order of an employer. */
export class Seats {
  constructor(walk) {
    this.walk = walk;
  }

  async orders() {
    this.window = await this.walk.as(ADMIN);
    const { page } = this.window;
    await this.walk.goto(this.window, "/employer/orders");
    await this.walk.look(this.window, "seats orders");
    await this.window.follow(page.locator('main a[href="/employer/orders/new"]').first());
    await page.locator('main input[name="course"]').first().check();
    await page.locator("#who-picked").check();
    await page.locator("details.topic summary").click();
    const people = page.locator('main input[name="person"]');
    for (const at of [0, 1]) await people.nth(at).check();
    await this.walk.look(this.window, "seats picked");
    await this.window.follow(page.locator("main .order-bar button"));
    await this.walk.look(this.window, "seats shown before");
    await this.window.follow(page.getByRole("button", { name: /2 个/ }));
    this.path = new URL(page.url()).pathname;
    await this.walk.look(this.window, "seats ordered");
  }

  async arePaid() {
    const cashier = await this.walk.as(CASHIER);
    const id = this.path.split("/").at(-1);
    await this.walk.goto(cashier, "/bureau/payments");
    await this.walk.look(cashier, "payments with an order of many");
    await this.walk.goto(cashier, `/bureau/payments/groups/${id}`);
    await this.walk.look(cashier, "payment of many");
    await cashier.page.locator("#reference").fill("JS-2022-1215");
    await cashier.follow(cashier.page.locator("main form button.btn-wide"));
    await this.walk.goto(this.window, this.path);
    await this.walk.look(this.window, "seats paid");
  }

  async move() {
    const { page } = this.window;
    await this.window.follow(page.locator(`main a[href^="${this.path}/seats/"]`).first());
    const to = page.locator("main .choice", { hasText: "包喆" });
    await to.locator('input[name="to"]').check();
    await this.walk.look(this.window, "seats to be moved");
    await this.window.follow(page.locator("main button.btn-wide"));
    await this.walk.goto(this.window, this.path);
    assert.match(await page.locator("main").innerText(), /包喆/, "she has the seat now");
    await this.walk.look(this.window, "seats moved");
  }

  async comeBack() {
    const { page } = this.window;
    await page.locator('main input[name="seat"]').first().check();
    await this.window.follow(page.locator('main form[action$="/refund"] button:not([name])').first());
    await this.walk.look(this.window, "seats refund by rule");
    await page.locator("textarea").first().fill("人员已离职");
    await this.window.follow(page.locator("main button.btn-wide"));
    await this.walk.look(this.window, "seats refund asked");
    const cashier = await this.walk.as(CASHIER);
    await this.walk.goto(cashier, "/bureau/payments");
    await cashier.follow(cashier.page.locator('main a[href^="/bureau/refunds/"]').first());
    await this.walk.look(cashier, "refund at the cashier");
    await cashier.page.locator("#reference").fill("TK-2022-0001");
    await cashier.follow(cashier.page.locator('main form:has(input[value="confirm"]) button'));
    await this.walk.goto(this.window, this.path);
    const text = await page.locator("main").innerText();
    assert.match(text, /已退款/);
    await this.walk.look(this.window, "seats refunded");
  }
}
