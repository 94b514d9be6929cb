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
  coveredS = 0;
  more = {};
  answers = [];

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

  answer = async (id, answer) => {
    if (!this.isOnline) throw new TypeError("network");
    this.answers.push({ id, ...answer });
    return this.verdict;
  };

  end = (id, beat) => this.ended.push(beat);
  renew = async () => {};

  #answer(beat) {
    if (this.refuse?.status) return this.refuse;
    const refused = this.refuse?.(beat) ?? [];
    return { status: 200, body: { seq: beat.seq, covered_s: this.coveredS, credited_s: 0, complete: false, refused, ...this.more } };
  }
}

// What a window keeps between two pages.
class Store {
  kept = null;
  load = () => structuredClone(this.kept);
  save = (kept) => (this.kept = structuredClone(kept));
}

async function watching(server = new Server(), keeper = undefined) {
  const events = [];
  const timers = [];
  const later = (run, delay) => timers.push({ run, delay });
  const sender = new Sender(server, (event) => events.push(event), later, keeper);
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

test("what was told before its time is not acknowledged, and waits for the server's clock", async () => {
  const { server, sender, events } = await watching();
  server.refuse = () => [{ segment: [15, 60], code: "learning.faster_than_clock", words: "快于时钟" }];
  sender.note(0, 60_000);
  await sender.flush();
  assert.deepEqual(sender.acknowledged.spans, [[0, 15_000]]);
  assert.deepEqual(sender.early.spans, [[15_000, 60_000]]);
  assert.deepEqual(events.at(-1).refused, []);
  // While nothing plays, empty beats let the server credit it, the first of it first.
  server.refuse = null;
  server.coveredS = 40;
  await sender.flush();
  assert.deepEqual(server.received.at(-1), { seq: 2, segments: [] });
  assert.deepEqual(sender.acknowledged.spans, [[0, 40_000]]);
  assert.deepEqual(sender.early.spans, [[40_000, 60_000]]);
  server.coveredS = 60;
  await sender.flush();
  await sender.flush();
  assert.equal(server.received.length, 3);
  assert.deepEqual(sender.acknowledged.spans, [[0, 60_000]]);
});

test("a part that is refused for good is not acknowledged, and its reason is told", async () => {
  const { server, sender, events } = await watching();
  server.refuse = () => [{ segment: [0, 60], code: "learning.outside_hours", words: "夜间不计时" }];
  sender.note(0, 60_000);
  await sender.flush();
  assert.deepEqual(sender.refused.spans, [[0, 60_000]]);
  assert.equal(events.at(-1).refused[0].words, "夜间不计时");
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

test("a page that is loaded again sends what was kept, under the same numbers", async () => {
  const store = new Store();
  const { server, sender } = await watching(new Server(), store);
  server.isOnline = false;
  sender.note(0, 10_000);
  await sender.flush();
  sender.note(10_000, 14_000);
  assert.deepEqual(store.kept, {
    session: "watch_1", seq: 1, waiting: { seq: 1, segments: [[0, 10_000]] }, fresh: [[10_000, 14_000]],
  });
  server.isOnline = true;
  const again = new Sender(server, () => {}, undefined, store);
  assert.ok(again.restore());
  await again.flush();
  await again.flush();
  assert.deepEqual(server.received, [
    { seq: 1, segments: [[0, 10]] },
    { seq: 2, segments: [[10, 14]] },
  ]);
  assert.equal(store.kept, null);
  assert.equal(new Sender(server, () => {}, undefined, store).restore(), false);
});

test("whether the end of a page arrived is asked again by the next page, with the same beat", async () => {
  const store = new Store();
  const { server, sender } = await watching(new Server(), store);
  sender.note(0, 5000);
  sender.end();
  assert.deepEqual(server.ended, [{ seq: 1, segments: [[0, 5]] }]);
  const again = new Sender(server, () => {}, undefined, store);
  assert.ok(again.restore());
  await again.flush();
  assert.deepEqual(server.received, [{ seq: 1, segments: [[0, 5]] }]);
  assert.equal(store.kept, null);
});

test("what a missed check takes back is shown as such until it is earned again", async () => {
  const { server, sender, events } = await watching();
  sender.note(0, 60_000);
  await sender.flush();
  server.more = { check_missed: { id: "chk_1", uncredited: [[20, 60]] } };
  sender.note(60_000, 61_000);
  await sender.flush();
  assert.deepEqual(sender.acknowledged.spans, [[0, 20_000], [60_000, 61_000]]);
  assert.deepEqual(sender.uncredited.spans, [[20_000, 60_000]]);
  assert.equal(events.at(-1).missed.id, "chk_1");
  server.more = {};
  sender.note(20_000, 30_000);
  await sender.flush();
  assert.deepEqual(sender.uncredited.spans, [[30_000, 60_000]]);
});

test("a check that a beat brings is told, and its answer tells what is covered", async () => {
  const { server, sender, events } = await watching();
  server.more = { check: { id: "chk_1", question: "?" } };
  sender.note(0, 60_000);
  await sender.flush();
  assert.deepEqual(events.at(-1), { kind: "check", check: { id: "chk_1", question: "?" } });
  server.isOnline = false;
  assert.equal(await sender.answer("chk_1", 1), null);
  server.isOnline = true;
  server.verdict = { status: 200, body: { check: { id: "chk_1", tries_left: 1 }, covered: [[0, 60]], uncredited: [], complete: false } };
  assert.equal((await sender.answer("chk_1", 1)).again.tries_left, 1);
  server.verdict = { status: 200, body: { outcome: "missed", covered: [], uncredited: [[0, 60]], complete: false } };
  const missed = await sender.answer("chk_1", null);
  assert.deepEqual([missed.outcome, missed.uncredited], ["missed", [[0, 60_000]]]);
  assert.deepEqual(server.answers, [{ id: "chk_1", option: 1 }, { id: "chk_1" }]);
  assert.equal(sender.acknowledged.total, 0);
  assert.deepEqual(sender.uncredited.spans, [[0, 60_000]]);
});
