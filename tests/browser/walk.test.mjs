// The whole way in a real browser: from the first sign-in to the verified card, and the correction
// after which everything follows. On both databases; by what a person sees and clicks. On SQLite
// everything is one process; on PostgreSQL `xueshi serve` and `xueshi worker` stand apart.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch } from "./lib/browser.mjs";
import { ENGINES, leftOut } from "./lib/database.mjs";
import { Demo } from "./lib/demo.mjs";
import { Examiner } from "./lib/examination.mjs";
import { everythingFollows, officersCorrect, REASON } from "./walk/correction.mjs";
import { inEnglish } from "./walk/english.mjs";
import { Walk } from "./walk/people.mjs";
import {
  anyoneVerifies,
  asksForADecision,
  printsTheCard,
  printsTheCertificate,
} from "./walk/record.mjs";
import { ordersAndPays, seesTheYear, sitsTheExams, watches } from "./walk/study.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

describe("the whole way", { concurrency: true }, () => {
  for (const engine of ENGINES) {
    test(`on ${engine}`, { skip: leftOut(engine), timeout: 400_000 }, (t) => wholeWay(t, engine));
  }
});

async function wholeWay(t, engine) {
  const demo = await Demo.start(engine, { isApart: engine === "PostgreSQL" });
  // Both walks see the same pages: pictures, links and English of one are enough.
  const isFirst = engine === ENGINES[0];
  const examiner = new Examiner({ isThorough: isFirst });
  const walk = new Walk({ demo, browser, examiner, engine });
  const found = {};
  const steps = {
    "a learner signs in and sees the year, what is missing and the next step": () =>
      seesTheYear(walk),
    "asked too early, the decision says what is short and how to mend it": () =>
      asksForADecision(walk, "decision not met", "学时不足"),
    "she finds a course by speciality and year, orders it and pays": () => ordersAndPays(walk),
    "she watches two lessons to their ends, at real speed": () => watches(walk),
    "the exams open, one attempt fails, the others pass": () => sitsTheExams(walk),
    "hours stand in the ledger once, and she prints the certificate": async () =>
      (found.certificate = await printsTheCertificate(walk)),
    "anyone verifies it, and what was never issued is told apart": () =>
      anyoneVerifies(walk, found.certificate),
    "now the decision says that she may apply": () =>
      asksForADecision(walk, "decision met", "学时符合要求"),
    "report, employer, bureau, card": async () => (found.card = await printsTheCard(walk)),
    "two officers correct an entry": () => officersCorrect(walk),
    "ledger, progress, decision, certificate and card follow": () => everythingFollows(walk, found),
    ...(isFirst && { "in English every page is English": () => inEnglish(walk, [REASON]) }),
  };
  try {
    let skip = false;
    for (const [words, deed] of Object.entries(steps)) {
      await t.test(words, { skip }, async () => {
        // What comes later stands on what came before.
        skip = "a step before it failed";
        await deed();
        skip = false;
      });
    }
    await t.test("no page has anything to complain of", () => {
      assert.equal([...examiner.findings, ...walk.complaints].join("\n"), "");
    });
  } finally {
    await walk.close();
    await demo.remove();
  }
}
