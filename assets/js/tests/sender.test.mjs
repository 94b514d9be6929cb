import assert from "node:assert/strict";
import { test } from "node:test";

import { Sender } from "../player/sender.js";

// A server that credits what it is told, and a network that can be cut.
class Server {
  beats = new Map();
  received = [];
  ended = [];
  isOnline = true;
  loseAnswers = 0;
  refuse = null;
  covered = [];

  open = async () => {
    if (!this.isOnline) throw new TypeError("network");
    return { status: 200, body: { id: "watch_1", covered: this.covered, resume_at: 0 } };
  };

  beat = async (id, beat) => {
    if (!this.isOnline) throw new TypeError("network");
    this.received.push(structuredClone(beat));
    if (!this.beats.has(beat.seq)) this.beats.set(beat.seq, this.#answer(beat));
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      throw new TypeError("network");
    }
    return this.beats.get(beat.seq);
  };

  end = (id, beat) => this.ended.push(beat);
  renew = async () => {};

  #answer(beat) {
    if (this.refuse?.status) return this.refuse;
    const refused = this.refuse?.(beat) ?? [];
    return { status: 200, body: { seq: beat.seq, covered_s: 0, credited_s: 0, complete: false, refused } };
  }
}

async function watching(server = new Server()) {
  const events = [];
  const timers = [];
  const sender = new Sender(server, (event) => events.push(event), (run, delay) => timers.push({ run, delay }));
  await sender.open(false);
  return { server, sender, events, timers };
}

test("what was played since the last beat is sent once, under numbers that go up", async () => {
  const { server, sender } = await watching();
  sender.note(0, 15_000);
  await sender.flush();
  sender.note(15_000, 27_400);
  await sender.flush();
  await sender.flush();
  assert.deepEqual(server.received, [
    { seq: 1, segments: [[0, 15]] },
    { seq: 2, segments: [[15, 27.4]] },
  ]);
  assert.deepEqual(sender.acknowledged.spans, [[0, 27_400]]);
  assert.equal(sender.isBehind, false);
});

test("a beat whose answer got lost is sent again as it was, with its number", async () => {
  const { server, sender, timers, events } = await watching();
  server.loseAnswers = 1;
  sender.note(0, 10_000);
  await sender.flush();
  assert.equal(events.at(-1).why, "offline");
  sender.note(10_000, 12_000);
  await timers.shift().run();
  await sender.flush();
  assert.deepEqual(server.received, [
    { seq: 1, segments: [[0, 10]] },
    { seq: 1, segments: [[0, 10]] },
    { seq: 2, segments: [[10, 12]] },
  ]);
  assert.deepEqual(sender.acknowledged.spans, [[0, 12_000]]);
});

test("beats are kept through a lost network and sent when it is back", async () => {
  const { server, sender, timers } = await watching();
  server.isOnline = false;
  sender.note(0, 10_000);
  await sender.flush();
  for (let at = 10_000; at < 60_000; at += 10_000) {
    sender.note(at, at + 10_000);
    await timers.shift().run();
  }
  assert.equal(server.received.length, 0);
  assert.equal(sender.acknowledged.total, 0);
  assert.ok(sender.isBehind);
  server.isOnline = true;
  await timers.shift().run();
  await sender.flush();
  assert.deepEqual(server.received, [
    { seq: 1, segments: [[0, 10]] },
    { seq: 2, segments: [[10, 60]] },
  ]);
  assert.equal(sender.acknowledged.total, 60_000);
});

test("retries grow rarer", async () => {
  const { server, sender, timers } = await watching();
  server.isOnline = false;
  sender.note(0, 1000);
  await sender.flush();
  const delays = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const { run, delay } = timers.shift();
    delays.push(delay);
    await run();
  }
  assert.deepEqual(delays, [2000, 4000, 8000, 15_000, 15_000, 15_000]);
});

test("a part that the clock refused is not acknowledged, and its reason is told", async () => {
  const { server, sender, events } = await watching();
  server.refuse = () => [{ segment: [15, 60], code: "learning.faster_than_clock", words: "快于时钟" }];
  sender.note(0, 60_000);
  await sender.flush();
  assert.deepEqual(sender.acknowledged.spans, [[0, 15_000]]);
  assert.deepEqual(sender.refused.spans, [[15_000, 60_000]]);
  assert.equal(events.at(-1).refused[0].words, "快于时钟");
});

test("milliseconds between two clocks are sent again with the next beat", async () => {
  const { server, sender, events } = await watching();
  server.refuse = ({ seq }) =>
    seq === 1 ? [{ segment: [14.9, 15], code: "learning.faster_than_clock", words: "" }] : [];
  sender.note(0, 15_000);
  await sender.flush();
  assert.deepEqual(events.at(-1).refused, []);
  sender.note(15_000, 30_000);
  await sender.flush();
  assert.deepEqual(server.received[1], { seq: 2, segments: [[14.9, 30]] });
  assert.equal(sender.acknowledged.total, 30_000);
});

test("when another device takes over, nothing more is sent", async () => {
  const { server, sender, events } = await watching();
  server.refuse = () => [{ segment: [0, 5], code: "learning.taken_over", words: "另一台" }];
  sender.note(0, 5000);
  await sender.flush();
  assert.deepEqual(events.at(-1), { kind: "lost", code: "learning.taken_over", words: "另一台" });
  sender.note(5000, 6000);
  await sender.flush();
  assert.equal(server.received.length, 1);
  assert.deepEqual(sender.refused.spans, [[0, 5000]]);
});

test("what a session that ended left is kept for the next one", async () => {
  const { server, sender } = await watching();
  server.refuse = () => [{ segment: [0, 5], code: "learning.session_ended", words: "" }];
  sender.note(0, 5000);
  await sender.flush();
  assert.equal(sender.session, null);
  server.refuse = null;
  server.beats.clear();
  await sender.open(false);
  await sender.flush();
  assert.deepEqual(server.received.at(-1), { seq: 1, segments: [[0, 5]] });
});

test("signed out, the beat waits; a beat that the server will never take does not", async () => {
  const { server, sender, events, timers } = await watching();
  server.refuse = { status: 401, body: { code: "permission.sign_in_first" } };
  sender.note(0, 5000);
  await sender.flush();
  assert.equal(events.at(-1).why, "signed-out");
  server.refuse = null;
  server.beats.clear();
  await timers.shift().run();
  assert.equal(sender.acknowledged.total, 5000);
  server.refuse = { status: 422, body: { code: "learning.bad_segment", detail: "不是片段" } };
  sender.note(5000, 6000);
  await sender.flush();
  assert.equal(sender.isBehind, false);
  assert.equal(events.at(-1).refused[0].words, "不是片段");
});

test("a page that goes away sends what is not answered along with the end", async () => {
  const { server, sender } = await watching();
  server.isOnline = false;
  sender.note(0, 5000);
  await sender.flush();
  sender.note(5000, 8000);
  sender.end();
  assert.deepEqual(server.ended, [{ seq: 2, segments: [[0, 8]] }]);
  sender.end();
  assert.equal(server.ended.length, 1);
});
