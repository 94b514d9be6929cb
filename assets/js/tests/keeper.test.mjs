import assert from "node:assert/strict";
import { test } from "node:test";

import { Keeper } from "../player/keeper.js";

function storage() {
  const items = new Map();
  return {
    items,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => items.set(name, text),
    removeItem: (name) => items.delete(name),
  };
}

const KEPT = { session: "watch_1", seq: 2, waiting: { seq: 2, segments: [[0, 5]] }, fresh: [[5, 9]] };

test("what is kept comes back, until nothing is to be kept", () => {
  const store = storage();
  const keeper = new Keeper("beats", () => store);
  assert.equal(keeper.load(), null);
  keeper.save(KEPT);
  assert.deepEqual(new Keeper("beats", () => store).load(), KEPT);
  assert.equal(new Keeper("others", () => store).load(), null);
  keeper.save(null);
  assert.equal(store.items.size, 0);
});

test("what somebody else wrote there is nothing", () => {
  const store = storage();
  const keeper = new Keeper("beats", () => store);
  for (const text of ["", "{", "null", "7", JSON.stringify({ ...KEPT, fresh: [["0", 5]] }), JSON.stringify({ ...KEPT, waiting: {} })]) {
    store.setItem("beats", text);
    assert.equal(keeper.load(), null, text);
  }
});

test("a browser that keeps nothing does no harm", () => {
  const keeper = new Keeper("beats", () => { throw new Error("forbidden"); });
  keeper.save(KEPT);
  assert.equal(keeper.load(), null);
});
