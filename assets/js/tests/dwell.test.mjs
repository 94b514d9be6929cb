import assert from "node:assert/strict";
import { test } from "node:test";

import { Coverage } from "../player/coverage.js";
import { Dwell } from "../player/dwell.js";

test("pages share the length, and the last has the rest", () => {
  const dwell = new Dwell(100_000, 3);
  assert.deepEqual([1, 2, 3].map((page) => dwell.of(page)), [[0, 33_333], [33_333, 66_666], [66_666, 100_000]]);
  assert.deepEqual([0, 33_332, 33_333, 99_999, 100_000].map((at) => dwell.pageAt(at)), [1, 1, 2, 3, 3]);
});

test("reading goes on at the first part of a page that is not known", () => {
  const dwell = new Dwell(90_000, 3);
  const known = new Coverage([[0, 10_000], [12_000, 20_000], [30_000, 70_000]]);
  assert.deepEqual([1, 2, 3].map((page) => dwell.at(page, known)), [10_000, 60_000, 70_000]);
  assert.deepEqual([1, 2, 3].map((page) => dwell.share(page, known)), [[18_000, 30_000], [30_000, 30_000], [10_000, 30_000]]);
});
