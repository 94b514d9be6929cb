import assert from "node:assert/strict";
import { test } from "node:test";

import { lengthWords, stateOf } from "../player/state.js";

test("what matters most is said", () => {
  assert.equal(stateOf({}), "ready");
  assert.equal(stateOf({ isPlaying: true }), "earning");
  assert.equal(stateOf({ isPlaying: true, isAgain: true }), "again");
  assert.equal(stateOf({ isPlaying: true, refused: "…" }), "refused");
  assert.equal(stateOf({ isPlaying: true, trouble: "offline", refused: "…" }), "offline");
  assert.equal(stateOf({ hasPlayed: true }), "paused");
  assert.equal(stateOf({ hasPlayed: true, isBehind: true }), "saving");
  assert.equal(stateOf({ hasPlayed: true, isComplete: true }), "complete");
  assert.equal(stateOf({ other: "other", trouble: "offline" }), "other");
  assert.equal(stateOf({ other: "taken-over" }), "taken-over");
  assert.equal(stateOf({ isPlaying: true, closed: "…" }), "closed");
  assert.equal(stateOf({ isOpening: true, hasPlayed: true }), "opening");
  assert.equal(stateOf({ isChecking: true, isPlaying: true }), "checking");
  assert.equal(stateOf({ isPlaying: true, isEarly: true }), "earning-early");
  assert.equal(stateOf({ hasPlayed: true, isEarly: true }), "early");
});

test("lengths are rounded down, as the server writes them", () => {
  assert.equal(lengthWords(0), "0:00");
  assert.equal(lengthWords(59_999), "0:59");
  assert.equal(lengthWords(2_700_000), "45:00");
  assert.equal(lengthWords(3_905_000), "1:05:05");
});
