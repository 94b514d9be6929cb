// A learner who watches a lesson, and a device that sends beats again and again. Seconds that were
// acknowledged stay; a beat counts once however often it is sent; nothing outruns the clock.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

import * as reading from "./reading.mjs";

const ms = (seconds) => Math.round(seconds * 1000);

/** Watches one lesson of a course. */
export class Viewer {
  #session = null;
  #seq = 0;
  #at = null;
  #acknowledged = null;
  #begun = null;
  #last = null;
  #pending = null;
  #beats = 0;
  #again = 0;
  done = false;

  /** With `restless` she changes devices and never comes to an end. */
  constructor({ learner, course, lesson = 0, restless = false }) {
    Object.assign(this, { learner, course, lesson, restless });
  }

  /** Whether there is an end to come to. */
  get isWatching() {
    return !this.done && !this.restless;
  }

  async step(random) {
    if (this.#session === null) return this.#open();
    const dice = random.between(0, 12);
    if (dice === 0 && this.restless) return this.#changeDevice();
    if (dice === 1) return this.#close();
    if (dice < 4 && this.#last) return this.#repeat();
    await pause(random.between(100, 400));
    return this.#beat(random.between(1_000, 4_000));
  }

  async #open() {
    const seen = await this.#look();
    if (seen === null) return pause(100);
    this.#acknowledged ??= ms(seen.covered_s);
    // Before it is sent: the server's clock cannot have started earlier.
    this.#begun ??= { at: Date.now(), covered: ms(seen.covered_s) };
    // Without an answer it is not known which session earns: then another one is opened.
    this.#session = null;
    const opened = await this.learner.post("/api/v1/watch-sessions", {
      enrolment: seen.enrolment,
      lesson: seen.id,
      take_over: true,
    });
    assert.equal(covered(opened.covered), this.#acknowledged, "what the player is told is covered");
    Object.assign(this, { length: ms(seen.length_s) });
    this.#session = opened.id;
    this.#seq = 0;
    this.#last = null;
    this.#at = ms(opened.resume_at);
  }

  async #beat(claim) {
    const from = this.#at;
    const to = Math.min(from + claim, this.length);
    this.#seq += 1;
    this.#pending = { seq: this.#seq, segments: [[from / 1000, to / 1000]] };
    this.#take(await this.#send(this.#pending));
  }

  #send(beat) {
    return this.learner.post(`/api/v1/watch-sessions/${this.#session}/beats`, beat);
  }

  /** Notes what a beat was answered. */
  #take(answer) {
    const credited = ms(answer.credited_s);
    assert.equal(ms(answer.covered_s), this.#acknowledged + credited, "covered so far");
    const clock = Date.now() - this.#begun.at;
    assert.ok(ms(answer.covered_s) - this.#begun.covered <= clock, "more than the clock gave");
    this.#acknowledged += credited;
    this.#at += credited;
    this.#beats += 1;
    this.#last = { beat: this.#pending, answer };
    this.#pending = null;
    this.done ||= answer.complete && !this.restless;
  }

  /** The answer was lost on its way: the device sends the beat again, and gets the same answer. */
  async #repeat() {
    assert.deepEqual(await this.#send(this.#last.beat), this.#last.answer);
    this.#again += 1;
  }

  async #close() {
    const session = this.#session;
    this.#session = null;
    await this.learner.post(`/api/v1/watch-sessions/${session}/end`);
  }

  /** Another device takes over; what the first one still sends earns nothing. */
  async #changeDevice() {
    const [old, at] = [this.#session, this.#at];
    await this.#open();
    const late = { seq: 1_000_000, segments: [[at / 1000, (at + 1_000) / 1000]] };
    const answer = await this.learner.post(`/api/v1/watch-sessions/${old}/beats`, late);
    assert.equal(answer.credited_s, 0);
    assert.equal(answer.refused[0].code, "learning.taken_over");
  }

  async #look() {
    const all = await reading.enrolments(this.learner);
    const own = all.filter(({ course }) => course === this.course);
    assert.ok(own.length <= 1, "enrolments on one course");
    // Ordered, but not paid yet.
    if (own.length === 0) return null;
    return { enrolment: own[0].id, ...own[0].lessons[this.lesson] };
  }

  /** After a restart: seconds that were acknowledged are there, those under way once at most. */
  async check() {
    if (this.#acknowledged === null) return;
    const before = ms((await this.#look()).covered_s);
    if (!this.#pending || this.#session === null) {
      assert.equal(before, this.#acknowledged, "seconds acknowledged");
      return;
    }
    const [[from, to]] = this.#pending.segments;
    assert.ok(before >= this.#acknowledged, "seconds that were acknowledged are lost");
    assert.ok(before <= this.#acknowledged + ms(to) - ms(from), "more than the beat under way");
    const answer = await this.#send(this.#pending);
    if (before > this.#acknowledged) {
      assert.equal(ms(answer.covered_s), before, "a beat that was taken is taken again");
    }
    this.#take(answer);
    await this.#repeat();
    assert.equal(ms((await this.#look()).covered_s), this.#acknowledged, "seconds acknowledged");
  }

  get tally() {
    return `${this.#beats} beats answered, ${this.#again} sent again`;
  }
}

/** The length of stretches, in milliseconds. */
function covered(stretches) {
  return stretches.reduce((sum, [from, to]) => sum + ms(to) - ms(from), 0);
}
