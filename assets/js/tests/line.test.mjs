import { test } from "node:test";
import assert from "node:assert/strict";

import { lineOf, whyOf } from "../making/line.js";

const words = {
  offline: "away; {percent}%",
  waiting: "{why} again; {percent}%",
  failed: "failed: {why}",
};

test("what the server said is told while it is tried again", () => {
  const why = whyOf('{"code":"uploads.disk_full","detail":"存储空间已满。"}');
  assert.equal(lineOf({ kind: "waiting", percent: 47.9, why }, words), "存储空间已满。 again; 47%");
});

test("a line that is away has no words of its own", () => {
  assert.equal(whyOf(""), "");
  assert.equal(whyOf("<html>"), "");
  assert.equal(lineOf({ kind: "offline", percent: 3, why: "" }, words), "away; 3%");
});
