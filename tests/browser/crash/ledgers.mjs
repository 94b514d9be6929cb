// The ledgers of some people, as an officer sees them. A line that was ever shown stays as it was;
// lines stand in one unbroken row; what was earned stands there once; what was revoked, once.

import assert from "node:assert/strict";

import * as reading from "./reading.mjs";

/** Keeps what was seen of the ledgers. */
export class Ledgers {
  #lines = new Map();
  #certificates = new Map();

  /** `people` are ids. */
  constructor({ officer, people }) {
    Object.assign(this, { officer, people });
  }

  /** Looks at all of them, after a restart or at the end. */
  async check() {
    for (const person of this.people) await this.look(person);
  }

  /** A person's lines, after they were compared with what was seen before. */
  async look(person) {
    const { lines, certificates } = await reading.file(this.officer, person);
    const before = this.#lines.get(person) ?? [];
    assert.deepEqual(
      lines.map(({ seq }) => seq),
      lines.map((_, at) => at + 1),
      "places of lines",
    );
    const fixed = ({ seq, title, hours, counts, recorded }) => ({
      seq,
      title,
      hours,
      counts,
      recorded,
    });
    assert.deepEqual(
      lines.slice(0, before.length).map(fixed),
      before.map(fixed),
      "lines seen before",
    );
    for (const line of before.filter(({ isReversed }) => isReversed)) {
      assert.ok(lines[line.seq - 1].isReversed, "a reversal that was seen");
    }
    const live = lines.filter(({ isReversal, isReversed }) => !isReversal && !isReversed);
    const titles = live.map(({ title, counts }) => `${title} (${counts})`);
    assert.equal(new Set(titles).size, titles.length, `posted twice: ${titles.join("; ")}`);
    const count = (kind) => lines.filter((line) => line[kind]).length;
    assert.equal(count("isReversal"), count("isReversed"), "reversals for lines reversed");
    const papers = new Map(certificates.map(({ course, number }) => [course, number]));
    assert.equal(papers.size, certificates.length, "certificates of one course");
    for (const [course, number] of this.#certificates.get(person) ?? []) {
      assert.equal(papers.get(course), number, "the number of a certificate seen before");
    }
    this.#lines.set(person, lines);
    this.#certificates.set(person, papers);
    return lines;
  }

  /** How many lines all of them have together, as last seen. */
  get total() {
    return [...this.#lines.values()].reduce((sum, lines) => sum + lines.length, 0);
  }

  /** Hours that count, in hundredths, by what their lines say of year and category. */
  sums(person) {
    const sums = {};
    for (const { counts, hours } of this.#lines.get(person))
      sums[counts] = (sums[counts] ?? 0) + hours;
    return sums;
  }
}
