import assert from "node:assert/strict";
import { test } from "node:test";

import { Coverage } from "../player/coverage.js";

// A seeded generator: a failure can be repeated.
function dice(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
}

test("coverage agrees with a naive set", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const roll = dice(seed);
    const coverage = new Coverage();
    const naive = new Set();
    for (let step = 0; step < 20; step += 1) {
      const from = roll(60);
      const to = from + 1 + roll(20);
      const adds = roll(3) > 0;
      for (let at = from; at < to; at += 1) adds ? naive.add(at) : naive.delete(at);
      adds ? coverage.add(from, to) : coverage.remove(from, to);
      assert.equal(coverage.total, naive.size);
      for (let at = 0; at < 80; at += 1) assert.equal(coverage.has(at), naive.has(at));
      for (let at = 1; at < coverage.spans.length; at += 1) {
        assert.ok(coverage.spans[at - 1][1] < coverage.spans[at][0]);
      }
    }
  }
});

test("one goes on at the first gap", () => {
  const length = 100_000;
  assert.equal(new Coverage().resumeAt(length), 0);
  assert.equal(new Coverage([[0, 30_000], [60_000, length]]).resumeAt(length), 30_000);
  assert.equal(new Coverage([[10_000, length]]).resumeAt(length), 0);
  assert.equal(new Coverage([[20, 30_000], [30_500, 40_000]]).resumeAt(length), 40_000);
  assert.equal(new Coverage([[0, 99_500]]).resumeAt(length), 0, "all is covered: from the start");
});

test("back is free, forward only inside what is covered", () => {
  const covered = new Coverage([[0, 30], [60, 90]]);
  assert.equal(covered.reach(20, 5), 5);
  assert.equal(covered.reach(5, 20), 20);
  assert.equal(covered.reach(5, 50), 30, "as near as what is covered comes");
  assert.equal(covered.reach(5, 70), 70);
  assert.equal(covered.reach(5, 95), 90);
  assert.equal(covered.reach(95, 99), 95, "nothing covered in between");
});
