import assert from "node:assert/strict";
import { test } from "node:test";

import { Countdown } from "../exam/countdown.js";
import { Saver } from "../exam/saver.js";

function saving(answers) {
  const sent = [];
  const told = [];
  const timers = [];
  const send = async (answer) => {
    sent.push(structuredClone(answer));
    const next = answers.shift();
    if (next === "lost") throw new TypeError("network");
    return next;
  };
  const saver = new Saver(send, 0, (state) => told.push(state), (run) => timers.push(run));
  return { saver, sent, told, timers };
}
const ok = (revision) => ({ status: 200, body: { revision, words: "收到" } });

test("each choice names the revision before it", async () => {
  const { saver, sent, told } = saving([ok(1), ok(2)]);
  await saver.save([0]);
  await saver.save([2]);
  assert.deepEqual(sent, [{ choice: [0], revision: 0 }, { choice: [2], revision: 1 }]);
  assert.deepEqual(told, ["saving", "saved", "saving", "saved"]);
  assert.equal(saver.isBehind, false);
});

test("a choice whose receipt got lost is sent again before a newer one", async () => {
  const { saver, sent, timers } = saving(["lost", ok(1), ok(2)]);
  await saver.save([0]);
  assert.ok(saver.isBehind);
  saver.wanted = [1];
  await timers.shift()();
  assert.deepEqual(sent, [
    { choice: [0], revision: 0 },
    { choice: [0], revision: 0 },
    { choice: [1], revision: 1 },
  ]);
});

test("clicking quickly saves the last choice", async () => {
  const { saver, sent } = saving([ok(1), ok(2)]);
  const first = saver.save([0]);
  saver.save([1]);
  saver.save([2]);
  await first;
  assert.deepEqual(sent.map(({ choice }) => choice), [[0], [2]]);
});

test("a stale tab and a closed attempt save nothing more", async () => {
  for (const [code, state] of [["exams.newer_answer", "stale"], ["exams.attempt_closed", "over"]]) {
    const { saver, sent, told } = saving([{ status: 409, body: { code } }]);
    await saver.save([0]);
    await saver.save([1]);
    assert.equal(told.at(-1), state);
    assert.equal(sent.length, 1);
  }
});

test("a server in trouble is asked again", async () => {
  const { saver, told, timers } = saving([{ status: 503, body: null }, ok(1)]);
  await saver.save([0]);
  assert.equal(told.at(-1), "retry");
  await timers.shift()();
  assert.equal(told.at(-1), "saved");
});

test("the countdown says soon and zero once each", () => {
  let now = 0;
  const told = [];
  const countdown = new Countdown(400_000, (left, event) => told.push([left, event]), () => now);
  for (now of [0, 99_000, 100_000, 150_000, 400_000, 500_000]) countdown.tick();
  assert.deepEqual(told, [
    [400_000, null], [301_000, null], [300_000, "soon"], [250_000, null], [0, "zero"],
  ]);
});
