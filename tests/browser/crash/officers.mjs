// Two officers of the bureau, who recognise hours on evidence and revoke some of them again. What
// is not answered they do again, as people do: it counts once all the same.

import assert from "node:assert/strict";

/** Works on the ledgers of the given people. */
export class Officers {
  #number = 0;
  /** What the server acknowledged: evidence with its person, and what became of it. */
  #recognised = new Map();
  #pending = null;
  #again = null;

  constructor({ first, second, ledgers, people }) {
    Object.assign(this, { first, second, ledgers, people });
  }

  get done() {
    return this.#recognised.size >= 20;
  }

  async step(random) {
    if (this.#again) return this.#act(this.#again);
    const live = [...this.#recognised.values()].filter(({ state }) => state === "live");
    const proposed = [...this.#recognised.values()].find(({ state }) => state === "proposed");
    if (proposed) return this.#act({ ...proposed, to: random.between(0, 4) ? "revoked" : "kept" });
    if (live.length > 3 && random.between(0, 2)) {
      return this.#act({ ...random.one(live), to: "proposed" });
    }
    this.#number += 1;
    const evidence = `演练证明第${this.#number}号`;
    const hours = random.between(1, 9) * 50;
    return this.#act({ evidence, hours, person: random.one(this.people), to: "live" });
  }

  async #act(wish) {
    this.#pending = wish;
    const made = await this.#do(wish);
    this.#recognised.set(wish.evidence, { ...wish, ...made, state: wish.to });
    this.#pending = null;
    this.#again = null;
  }

  async #do({ evidence, hours, person, to, revocation }) {
    if (to === "live") {
      const fields = { year: "2022", category: "professional", hours: String(hours / 100) };
      const path = `/bureau/people/${person}/recognition`;
      await this.first.form(path, { ...fields, evidence, checked: "yes" });
      return {};
    }
    if (to === "proposed") {
      const lines = await this.ledgers.look(person);
      const line = lines.find(({ title, isReversal }) => title === evidence && !isReversal);
      // A proposal that was not answered may stand already.
      if (line.proposal) return { revocation: line.proposal };
      const path = `/bureau/entries/${line.entry}/revocation`;
      return { revocation: await this.first.form(path, { reason: `复核：${evidence}` }) };
    }
    await this.second.form(revocation, { decision: to === "revoked" ? "confirm" : "reject" });
    return {};
  }

  /** After a restart: what was acknowledged stands in the ledger, once. */
  async check() {
    for (const person of this.people) {
      const lines = await this.ledgers.look(person);
      for (const known of this.#recognised.values()) {
        if (known.person === person) this.#compare(known, lines);
      }
      for (const { title } of lines.filter(({ title }) => title.startsWith("演练证明"))) {
        const asked = title.replace(/^撤销[：:]?/, "");
        const known = this.#recognised.has(asked) || this.#pending?.evidence === asked;
        assert.ok(known, `${title}: nobody recognised that`);
      }
    }
    this.#again = this.#pending;
    this.#pending = null;
  }

  #compare({ evidence, hours, state }, lines) {
    const own = lines.filter(({ title, isReversal }) => title === evidence && !isReversal);
    assert.equal(own.length, 1, `${evidence} in the ledger`);
    assert.equal(own[0].hours, hours, `hours of ${evidence}`);
    const isAsked = this.#pending?.evidence === evidence && this.#pending.to === "revoked";
    if (state === "revoked") assert.ok(own[0].isReversed, `${evidence} was revoked`);
    else if (!isAsked) assert.ok(!own[0].isReversed, `${evidence}: nobody revoked that`);
  }

  get tally() {
    const states = [...this.#recognised.values()].map(({ state }) => state);
    const revoked = states.filter((state) => state === "revoked").length;
    return `${states.length} recognitions, ${revoked} of them revoked`;
  }
}
