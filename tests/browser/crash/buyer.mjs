// A learner who orders and pays. Some orders she gives up, some notices of her payments come in
// several times at once: an order is paid once, a course is activated once.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";

import * as reading from "./reading.mjs";

/** Orders the courses one after the other. */
export class Buyer {
  /** Orders whose state the server acknowledged, by their ids. */
  #acknowledged = new Map();
  /** What was asked for and not answered. */
  #pending = null;
  #open = null;
  /** Courses that she is on for certain: those before, and those of paid orders. */
  #on = null;
  #notices = 0;

  /** `house` is the payment house, which signs with `secret`; `wanted` are ids of courses. */
  constructor({ learner, house, secret, wanted }) {
    Object.assign(this, { learner, house, secret, wanted: [...wanted] });
  }

  get done() {
    return this.wanted.length === 0 && this.#open === null;
  }

  async step(random) {
    if (this.#on === null) return this.#remember();
    if (this.#open === null) return this.#order(random);
    if (this.#open.status === "placed" && random.between(0, 6) === 0) return this.#cancel();
    if (this.#open.status === "placed")
      return random.between(0, 2) ? this.#visit() : this.#notify();
    // Paid. The house tells of the same payment again, several times at once.
    await Promise.all(Array.from({ length: random.between(1, 4) }, () => this.#notice()));
    this.wanted.splice(0, this.#open.courses.length);
    this.#open = null;
  }

  /** What she ordered and was activated for before. */
  async #remember() {
    const before = await this.#list();
    const on = new Set((await reading.enrolments(this.learner)).map(({ course }) => course));
    for (const { id, status } of before) this.#acknowledged.set(id, status);
    this.#on = on;
  }

  async #order(random) {
    const courses = this.wanted.slice(0, random.between(1, 3));
    this.#pending = { to: "placed", courses };
    const fields = [["year", "2022"], ...courses.map((id) => ["course", id])];
    const place = await this.learner.form("/orders", fields);
    const id = place.replace("/orders/", "");
    const found = (await this.#list()).find((order) => order.id === id);
    this.#settle({ ...found, courses });
  }

  async #cancel() {
    this.#pending = { to: "cancelled" };
    await this.learner.form(`/orders/${this.#open.id}/cancel`);
    this.#settle({ ...this.#open, status: "cancelled" });
  }

  /** Pays at the demo's cashier. */
  async #visit() {
    this.#pending = { to: "paid" };
    await this.learner.form(`/demo/cashier/${this.#open.number}`);
    this.#settle({ ...this.#open, status: "paid" });
  }

  /** The payment house tells of the payment on its own. */
  async #notify() {
    this.#pending = { to: "paid" };
    await this.#notice();
    this.#settle({ ...this.#open, status: "paid" });
  }

  async #notice() {
    const { number, fen } = await this.#withPrice();
    const reference = `demo-${number}`;
    const body = JSON.stringify({ reference, order_number: number, fen });
    const signature = createHmac("sha256", this.secret).update(body).digest("hex");
    const answer = await this.house.notice("sandbox", body, signature);
    assert.deepEqual(answer, { order_number: number, status: "paid" });
    this.#notices += 1;
  }

  async #withPrice() {
    if (this.#open.fen === undefined) {
      const page = await this.learner.page(`/orders/${this.#open.id}`);
      const total = /class="total">[\s\S]*?<strong>[^\d<]*([\d.,]+)/.exec(page)[1];
      this.#open.fen = Math.round(Number(total.replaceAll(",", "")) * 100);
    }
    return this.#open;
  }

  #settle(order) {
    this.#acknowledged.set(order.id, order.status);
    if (order.status === "paid") for (const course of order.courses) this.#on.add(course);
    this.#open = order.status === "cancelled" ? null : order;
    this.#pending = null;
  }

  #list() {
    return reading.orders(this.learner);
  }

  /** After a restart: every order stands as it was acknowledged, or as it was asked to stand. */
  async check() {
    if (this.#on === null) return;
    const shown = await this.#list();
    const pending = this.#pending;
    const strangers = shown.filter(({ id }) => !this.#acknowledged.has(id));
    const asked = pending?.to === "placed" ? 1 : 0;
    assert.ok(strangers.length <= asked, `orders that nobody placed: ${JSON.stringify(strangers)}`);
    for (const [id, status] of this.#acknowledged) {
      const order = shown.find((order) => order.id === id);
      assert.ok(order, `order ${id} is lost`);
      const may = [status];
      if (id === this.#open?.id && pending) may.push(pending.to);
      assert.ok(may.includes(order.status), `order ${id} was ${status}, is ${order.status}`);
    }
    for (const order of strangers) this.#settle({ ...order, courses: pending.courses });
    const open = shown.find(({ id }) => id === this.#open?.id);
    if (open) this.#settle({ ...this.#open, status: open.status });
    this.#pending = null;
    await this.#checkActivations();
  }

  /** What is paid is activated, once; what is not, is not. */
  async #checkActivations() {
    const courses = (await reading.enrolments(this.learner)).map(({ course }) => course);
    assert.deepEqual(courses.toSorted(), [...this.#on].toSorted(), "courses that she is on");
  }

  /** How much was done. */
  get tally() {
    const statuses = [...this.#acknowledged.values()];
    const count = (status) => statuses.filter((one) => one === status).length;
    return `${count("paid")} orders paid, ${count("cancelled")} given up, ${this.#notices} notices`;
  }
}
