// A learner at an exam. She fails some attempts, changes her mind about answers, submits twice.
// Answers with a receipt stay, a score is told once, and the certificate is issued once.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";

import { rightChoice } from "../lib/answers.mjs";
import * as reading from "./reading.mjs";

/** Sits the exam of a course, fails it so often, then passes. */
export class Sitter {
  #attempt = null;
  #questions = [];
  #receipts = new Map();
  #pending = null;
  #scores = new Map();
  #paper = null;
  done = false;

  /** `title` is the course's, by which its certificate is known. */
  constructor({ learner, course, title, failures, certified = true }) {
    Object.assign(this, { learner, course, title, failures, certified });
  }

  get #isToFail() {
    return this.#scores.size < this.failures;
  }

  async step(random) {
    if (this.#attempt === null) return this.#isPassed ? this.#fetch() : this.#start();
    const open = this.#questions.filter(({ position }) => !this.#receipts.has(position));
    if (open.length > 0) return this.#answer(random.one(open));
    if (random.between(0, 4) === 0) return this.#changeMind(random.one(this.#questions));
    return this.#submit(random);
  }

  get #isPassed() {
    return [...this.#scores.values()].some(({ passed }) => passed);
  }

  async #start() {
    const own = (await reading.enrolments(this.learner)).find(
      ({ course }) => course === this.course,
    );
    const attempt = await this.learner.post(`/api/v1/enrolments/${own.id}/attempts`);
    assert.ok(attempt.number <= this.#scores.size + 1, "an attempt that nobody began");
    const again = await this.learner.post(`/api/v1/enrolments/${own.id}/attempts`);
    assert.equal(again.id, attempt.id, "the running attempt");
    const { questions } = await this.learner.get(`/api/v1/attempts/${attempt.id}`);
    this.#questions = questions;
    this.#receipts = new Map();
    this.#attempt = attempt.id;
  }

  #answer(question) {
    const right = rightChoice(question);
    const wrong = question.options.map((_, at) => at).filter((at) => !right.includes(at));
    // Where all options are right, one of them is not enough.
    const choice = this.#isToFail ? [wrong[0] ?? right[0]] : right;
    return this.#send(question, choice);
  }

  async #changeMind(question) {
    await this.#send(question, [question.kind === "multiple" ? 1 : 0]);
    await this.#answer(question);
  }

  async #send({ position }, choice) {
    const known = this.#receipts.get(position);
    const revision = known?.revision ?? 0;
    this.#pending = { position, choice };
    const path = `/api/v1/attempts/${this.#attempt}/answers/${position}`;
    const receipt = await this.learner.post(path, { choice, revision });
    this.#receipts.set(position, { ...receipt, choice });
    this.#pending = null;
  }

  async #submit(random) {
    const path = `/api/v1/attempts/${this.#attempt}/submit`;
    this.#pending = { submit: true };
    this.#note(await this.learner.post(path));
    if (random.between(0, 2)) await this.learner.post(path);
  }

  #note({ id, score, passed }) {
    assert.equal(passed, !this.#isToFail, `attempt ${this.#scores.size + 1}: ${score}`);
    this.#scores.set(id, { score, passed });
    this.#attempt = null;
    this.#pending = null;
  }

  /** The certificate is made after the exam; its bytes are what they are from then on. */
  async #fetch() {
    if (!this.certified) {
      this.done = true;
      return;
    }
    const own = await this.#certificates();
    if (own.length === 0) return;
    const bytes = await this.learner.bytes(own[0].pdf);
    assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
    this.#paper = { number: own[0].number, hash: hash(bytes) };
    this.done = true;
  }

  async #certificates() {
    const all = await reading.certificates(this.learner);
    return all.filter(({ course }) => course === this.title);
  }

  /** After a restart. */
  async check() {
    for (const [id, { score, passed }] of this.#scores) {
      const result = await this.learner.get(`/api/v1/attempts/${id}/result`);
      assert.deepEqual([result.score, result.passed], [score, passed], "a score that was told");
    }
    if (this.#attempt !== null) await this.#checkAnswers();
    const own = this.certified ? await this.#certificates() : [];
    assert.ok(own.length <= 1, "certificates of one course");
    if (this.#paper === null) return;
    assert.equal(own[0]?.number, this.#paper.number, "the number of the certificate");
    assert.equal(hash(await this.learner.bytes(own[0].pdf)), this.#paper.hash, "its bytes");
  }

  async #checkAnswers() {
    const paper = await this.learner.get(`/api/v1/attempts/${this.#attempt}`);
    for (const question of paper.questions) {
      const told = this.#receipts.get(question.position);
      const asked = this.#pending?.position === question.position ? this.#pending : null;
      const held = (told?.revision ?? 0) === question.revision;
      if (held && told) {
        assert.deepEqual(question.choice, told.choice, "an answer with a receipt");
        assert.equal(question.received_at, told.received_at, "since when it is there");
      } else if (!held) {
        assert.equal(question.revision, (told?.revision ?? 0) + 1, "revisions of an answer");
        assert.deepEqual(question.choice, asked?.choice, "an answer that nobody gave");
        this.#receipts.set(question.position, question);
      }
    }
    if (paper.closed_at !== null) {
      assert.ok(this.#pending?.submit, "an attempt that nobody submitted");
      this.#note(paper);
    }
    this.#pending = null;
  }

  get tally() {
    const scores = [...this.#scores.values()].map(({ score }) => score);
    const certificate = this.#paper?.number ?? "none";
    return `${this.title}: scores ${scores.join(", ")}; certificate ${certificate}`;
  }
}

function hash(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}
