// The desks at which facts and hours come from: the employer's, the learner's claims, the bureau's
// answers. On both databases.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Accounts } from "./desks/accounts.mjs";
import { Claims } from "./desks/claims.mjs";
import { Earlier } from "./desks/earlier.mjs";
import { Employer } from "./desks/employer.mjs";
import { Exam } from "./desks/exam.mjs";
import { Facts } from "./desks/facts.mjs";
import { Mine } from "./desks/mine.mjs";
import { Roster } from "./desks/roster.mjs";
import { Seats } from "./desks/seats.mjs";
import { launch } from "./lib/browser.mjs";
import { ENGINES, leftOut } from "./lib/database.mjs";
import { Demo } from "./lib/demo.mjs";
import { Examiner } from "./lib/examination.mjs";
import { inEnglish } from "./walk/english.mjs";
import { Walk } from "./walk/people.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

describe("the desks", { concurrency: true }, () => {
  for (const engine of ENGINES) {
    test(`on ${engine}`, { skip: leftOut(engine), timeout: 400_000 }, (t) => desks(t, engine));
  }
});

async function desks(t, engine) {
  const demo = await Demo.start(engine);
  // Both engines show the same pages: pictures, links and English of one are enough.
  const isFirst = engine === ENGINES[0];
  const examiner = new Examiner({ isThorough: isFirst });
  const walk = new Walk({ demo, browser, examiner, engine });
  const claims = new Claims(walk);
  const exam = new Exam(walk);
  const facts = new Facts(walk);
  const roster = new Roster(walk);
  const earlier = new Earlier(walk);
  const employer = new Employer(walk);
  const mine = new Mine(walk);
  const seats = new Seats(walk);
  const accounts = new Accounts(walk);
  const steps = {
    "a learner reads what may be claimed before she sends anything": () => claims.readsTheKinds(),
    "a proof that is none is refused in words, a picture is taken": () => claims.files(),
    "her employer confirms it by keyboard": () => claims.isConfirmed(),
    "an officer grants a part, with words": () => claims.isCut(),
    "she appeals, and another officer grants the rest": () => claims.appeals(),
    "the ledger names the claim": () => claims.standsInTheLedger(),
    "a qualification exam stands for the year's professional hours": () => exam.isGranted(),
    "the year is reported with it": () => exam.isReported(),
    "and the card says so": () => exam.standsOnTheCard(),
    "until two officers take it back, and everybody is told": () => exam.isTakenBack(),
    "a fact is claimed with its proof": () => facts.claims(),
    "employer and bureau confirm it": () => facts.isConfirmed(),
    "faults of a roster are told row by row": () => roster.hasFaultsTold(),
    "the corrected one comes in force as a whole": () => roster.comesInForce(),
    "and is undone as a whole": () => roster.isUndone(),
    "somebody says where she works, and is confirmed": () => roster.joins(),
    "the dry run of old hours has found the wrong rows": () => earlier.looksAtTheFaulty(),
    "an officer brings in a right list, another one confirms it": () => earlier.imports(),
    "a learner asks with a picture of her card": () => earlier.asks(),
    "an employer is registered and accepted": () => employer.registers(),
    "its settings and dashboard are there": () => employer.looksAround(),
    "an employer orders for two at once, after it was shown what that does": () => seats.orders(),
    "the cashier confirms the transfer": () => seats.arePaid(),
    "a seat goes to a colleague": () => seats.move(),
    "another comes back by the rule, by two persons": () => seats.comeBack(),
    "double accounts are found and put before a second officer": () => accounts.areFound(),
    "they become one": () => accounts.areOne(),
    "and are parted again": () => accounts.arePartedAgain(),
    "the cashier lets a colleague stand in": () => employer.isCovered(),
    "somebody sees what is known of her, and takes it along": () => mine.looks(),
    "messages say why and what to do, and hold no identity number": () => mine.readsMessages(),
    "the focus was always to be seen": () => assert.deepEqual(claims.unseen(), []),
    ...(isFirst && {
      "in English every page is English": () => inEnglish(walk, NAMES),
    }),
  };
  try {
    for (const [words, deed] of Object.entries(steps)) await t.test(words, deed);
    await t.test("no page has anything to complain of", () => {
      assert.equal([...examiner.findings, ...walk.complaints].join("\n"), "");
    });
  } finally {
    await walk.close();
    await demo.remove();
  }
}

/** What people of the walk write in Chinese. */
const NAMES = [
  ...["云计算", "高级研修班", "名册", "原平台", "年休假", "如意研究院", "驻村"],
  ...["软件工程师", "扫描件与名称相符", "人员已离职"],
  ...["系统集成", "人事考试院", "证书经查询属实", "证书系伪造", "经查询属实", "公需科目结业证书", "助理"],
];
