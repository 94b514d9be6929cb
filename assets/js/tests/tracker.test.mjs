import assert from "node:assert/strict";
import { test } from "node:test";

import { Coverage } from "../player/coverage.js";
import { Tracker } from "../player/tracker.js";

function watch(length = 100_000) {
  const played = new Coverage();
  return { played, tracker: new Tracker(length, (from, to) => played.add(from, to)) };
}

test("what plays at the pace of the clock is played", () => {
  const { played, tracker } = watch();
  for (let at = 0; at <= 10_000; at += 250) tracker.sample(at, 5000 + at);
  assert.deepEqual(played.spans, [[0, 10_000]]);
});

test("a leap that the clock does not explain is none", () => {
  const { played, tracker } = watch();
  tracker.sample(0, 0);
  tracker.sample(1000, 1000);
  tracker.sample(60_000, 1250);
  tracker.sample(60_250, 1500);
  assert.deepEqual(played.spans, [[0, 1000], [60_000, 60_250]]);
});

test("a page that slept while the film went on has played", () => {
  const { played, tracker } = watch();
  tracker.sample(0, 0);
  tracker.sample(30_000, 30_010);
  assert.deepEqual(played.spans, [[0, 30_000]]);
});

test("seeking back and the end of the lesson", () => {
  const { played, tracker } = watch(10_000);
  tracker.sample(8000, 0);
  tracker.sample(9000, 1000);
  tracker.cut();
  tracker.sample(2000, 1500);
  tracker.stop(3000, 2500);
  tracker.sample(9500, 9000);
  tracker.stop(10_700, 10_200);
  assert.deepEqual(played.spans, [[2000, 3000], [8000, 9000], [9500, 10_000]]);
});
