// A learner whose player sends beats, whatever they are answered. She remembers what was
// acknowledged; a beat that was refused is sent again as it was.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

import * as reading from "../crash/reading.mjs";
import { Refused } from "../lib/client.mjs";

/** The refusal of what cannot be kept, as the product defines it. */
export const FULL = { status: 503, code: "db.full", words: /服务器的磁盘已满，没有办理，也没有记下。/ };

const MOST_OUT_OF_JOURNAL = 20;

const ms = (seconds) => Math.round(seconds * 1000);

export class Watcher {
  #session;
  #seq = 0;
  /** What the server has acknowledged, in milliseconds. */
  acknowledged = 0;

  constructor(client) {
    this.client = client;
  }

  async open() {
    const { enrolment, lesson } = await this.#lesson();
    assert.equal(lesson.covered_s, 0);
    const opened = await this.client.post("/api/v1/watch-sessions", {
      enrolment,
      lesson: lesson.id,
    });
    this.#session = `/api/v1/watch-sessions/${opened.id}`;
  }

  async #lesson() {
    const [{ id, lessons }] = await reading.enrolments(this.client);
    return { enrolment: id, lesson: lessons[0] };
  }

  /** Plays for so long, and makes the beat that tells it: less than the clock gave. */
  async play(duration) {
    await pause(duration + 100);
    const at = this.acknowledged;
    this.#seq += 1;
    return { seq: this.#seq, segments: [[at / 1000, (at + duration) / 1000]] };
  }

  /** Sends a beat that must be credited, all of it. */
  async isCredited(beat) {
    const answer = await this.client.post(`${this.#session}/beats`, beat);
    const [[from, to]] = beat.segments;
    assert.equal(ms(answer.credited_s), ms(to) - ms(from), "what the beat was credited");
    this.acknowledged += ms(answer.credited_s);
    assert.equal(ms(answer.covered_s), this.acknowledged, "covered so far");
    assert.deepEqual(answer.refused, []);
    return answer;
  }

  /** Sends a beat that must be refused. */
  async isRefused(beat) {
    await isRefused(this.client.post(`${this.#session}/beats`, beat));
  }

  /**
   * Plays on a full disk until a beat is refused, and gives that beat. The journal may hold room of
   * its own for a while: a beat that is credited out of it counts like any other.
   */
  async playUntilRefused() {
    for (let credited = 0; credited < MOST_OUT_OF_JOURNAL; credited += 1) {
      const beat = await this.play(200);
      try {
        await this.isCredited(beat);
      } catch (error) {
        await isRefused(Promise.reject(error));
        return beat;
      }
    }
    assert.fail("beats go on being credited on a full disk");
  }

  /** Sends a beat that was answered before. */
  async again(beat) {
    return this.client.post(`${this.#session}/beats`, beat);
  }

  async end() {
    return this.client.post(`${this.#session}/end`);
  }

  /** Seconds of the lesson are what was acknowledged: no more, no less. */
  async check() {
    const { lesson } = await this.#lesson();
    assert.equal(ms(lesson.covered_s), this.acknowledged, "seconds acknowledged");
  }
}

/** A request must be refused in words, with the code of a full disk. */
export async function isRefused(asked, { status, code, words } = FULL) {
  const refused = await asked.then(
    (answer) => assert.fail(`answered ${JSON.stringify(answer)}`),
    (error) => error,
  );
  if (!(refused instanceof Refused)) throw refused;
  assert.equal(refused.status, status);
  assert.equal(refused.code, code);
  assert.match(refused.message, words);
}
