// The annual report on its way: drawn up, returned, drawn up again, confirmed, returned by the
// bureau, drawn up again, confirmed, approved; then the card. Steps that were acknowledged stay in
// their order, and none is taken twice.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";

import * as reading from "./reading.mjs";

/** What is done, and by whom. */
const WAY = [
  "draw",
  "return by employer",
  "draw",
  "return by employer",
  "draw",
  "confirm",
  "return by bureau",
  "draw",
  "confirm",
  "return by bureau",
  "draw",
  "confirm",
  "approve",
];

const YEAR = 2022;

/** Brings the report of a learner, whose year is complete, to its card. */
export class Reporter {
  #taken = 0;
  #pending = false;
  #report = null;
  #card = null;
  done = false;

  constructor({ learner, employer, officer, person }) {
    Object.assign(this, { learner, employer, officer, person });
  }

  async step(random) {
    if (this.#taken === WAY.length) return this.#fetch();
    const what = WAY[this.#taken];
    this.#pending = true;
    await this.#act(what);
    this.#taken += 1;
    this.#pending = false;
    // The same again changes nothing.
    if (random.between(0, 2) && !what.startsWith("draw")) await this.#act(what);
  }

  async #act(what) {
    if (what === "draw") return this.learner.form(`/report/${YEAR}`);
    this.#report ??= (await reading.file(this.officer, this.person)).report;
    const [decision, by] = what.split(" by ");
    const isEmployer = by === "employer" || decision === "confirm";
    const [who, desk] = isEmployer ? [this.employer, "employer"] : [this.officer, "bureau"];
    const why = decision === "return" ? `请核对（${this.#taken}）` : "";
    return who.form(`/${desk}/reports/${this.#report}`, { decision, why });
  }

  async #fetch() {
    const number = await reading.cardNumber(this.learner, YEAR);
    if (!number) return;
    const bytes = await this.learner.bytes(`/card/${YEAR}/pdf`);
    assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
    this.#card = { number, hash: hash(bytes) };
    this.done = true;
  }

  /** After a restart. */
  async check() {
    this.#report ??= (await reading.file(this.officer, this.person)).report ?? null;
    if (this.#report === null) {
      assert.equal(this.#taken, 0, "the report is lost");
      return;
    }
    const steps = (await reading.reportSteps(this.officer, this.#report)).length;
    const most = this.#taken + (this.#pending ? 1 : 0);
    assert.ok(steps >= this.#taken, `steps acknowledged: ${this.#taken}, shown: ${steps}`);
    assert.ok(steps <= most, `steps shown: ${steps}, of which ${this.#taken} were answered`);
    this.#taken = steps;
    this.#pending = false;
    if (this.#card === null) return;
    assert.equal(await reading.cardNumber(this.learner, YEAR), this.#card.number, "its number");
    assert.equal(hash(await this.learner.bytes(`/card/${YEAR}/pdf`)), this.#card.hash, "its bytes");
  }

  get tally() {
    return `${this.#taken} steps of the report, card ${this.#card?.number ?? "none"}`;
  }
}

function hash(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}
