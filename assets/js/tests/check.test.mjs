import assert from "node:assert/strict";
import { test } from "node:test";

import { timeLeft } from "../player/check.js";

test("the time that is left is said in steps, not in ticks", () => {
  const said = new Set();
  for (let seconds = 120; seconds > 0; seconds -= 0.5) said.add(timeLeft(seconds).join(" "));
  assert.deepEqual([...said], ["check-minutes 2", "check-minutes 1", "check-seconds 30", "check-soon 0"]);
  assert.deepEqual(timeLeft(700), ["check-minutes", 5]);
});
