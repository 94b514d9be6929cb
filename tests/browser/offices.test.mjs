// The offices that work on many people at once: a committee has a list checked and decided, the
// region counts whom a draft of the rules would touch. On both databases.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch } from "./lib/browser.mjs";
import { ENGINES, leftOut } from "./lib/database.mjs";
import { Demo } from "./lib/demo.mjs";
import { Examiner } from "./lib/examination.mjs";
import { Committee } from "./offices/committee.mjs";
import { countsTheEffect, readsTheDraft, refusesAnotherYear } from "./offices/effect.mjs";
import { inEnglish } from "./walk/english.mjs";
import { Walk } from "./walk/people.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

describe("the offices", { concurrency: true }, () => {
  for (const engine of ENGINES) {
    test(`on ${engine}`, { skip: leftOut(engine), timeout: 200_000 }, (t) => offices(t, engine));
  }
});

async function offices(t, engine) {
  const demo = await Demo.start(engine);
  // Both engines show the same pages: pictures, links and English of one are enough.
  const isFirst = engine === ENGINES[0];
  const examiner = new Examiner({ isThorough: isFirst });
  const walk = new Walk({ demo, browser, examiner, engine });
  const committee = new Committee(walk);
  const steps = {
    "a clerk takes the template and fills it in": () => committee.takesTheTemplate(),
    "each faulty row of her list is told, with column and reason, before anything is decided": () =>
      committee.hasFaultsTold(),
    "the corrected list has none": () => committee.uploadsItCorrected(),
    "she has it decided, and sees outcomes with their reasons": () => committee.decides(),
    "the workbook says the same, and no cell of it computes": () => committee.takesTheWorkbook(),
    "the summary can be printed": () => committee.printsTheSummary(),
    "she did all that by keyboard and saw where she was": () => committee.sawTheFocus(),
    "the region's administrator reads the draft": () => readsTheDraft(walk),
    "a day of another year is refused at its field": () => refusesAnotherYear(walk),
    "she counts whom it touches, by level and sector, with sample people": () =>
      countsTheEffect(walk),
    ...(isFirst && { "in English every page is English": () => inEnglish(walk, ["名单"]) }),
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
