// `kill -9` at random moments while people order, pay, watch, sit exams, report and correct hours.
// After each restart nothing that was acknowledged is lost, and nothing is counted twice.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { Buyer } from "./crash/buyer.mjs";
import { Ledgers } from "./crash/ledgers.mjs";
import { Officers } from "./crash/officers.mjs";
import * as reading from "./crash/reading.mjs";
import { Reporter } from "./crash/reporter.mjs";
import { Sequence } from "./crash/sequence.mjs";
import { Sitter } from "./crash/sitter.mjs";
import { Viewer } from "./crash/viewer.mjs";
import { Visitor } from "./crash/visitor.mjs";
import { Client, Gone } from "./lib/client.mjs";
import { ENGINES, leftOut } from "./lib/database.mjs";
import { Demo } from "./lib/demo.mjs";
import { Random, seedOfRun } from "./lib/random.mjs";

/** How often each database loses its server, at least. */
const KILLS = 25;
/** How many of those strike at least while nobody merely watches a film. */
const BUSY_KILLS = 8;
/** How long the server lives at most: while films are watched, while much is done, at the end. */
const LIFE_MS = { watching: 5_000, busy: 800, end: 20_000 };
/** By then everybody must have come to an end. */
const PATIENCE_MS = 200_000;

const SHORT = "公民身份号码脱敏要点";
/** What passing the short course's exam earns, in hundredths of an hour: 54 s of 45 minutes. */
const SHORT_HOURS = 2;

describe("kill -9 at random moments", { concurrency: true }, () => {
  for (const engine of ENGINES) {
    const title = `on ${engine} loses nothing acknowledged and counts nothing twice`;
    test(title, { skip: leftOut(engine), timeout: 300_000 }, (t) => survive(t, engine));
  }
});

async function survive(t, engine) {
  const seed = seedOfRun() + ENGINES.indexOf(engine);
  t.diagnostic(`XUESHI_TEST_SEED=${seed - ENGINES.indexOf(engine)}`);
  const random = new Random(seed);
  const demo = await Demo.start(engine);
  try {
    const before = await demo.verifyLedger();
    assert.equal(before.broken, 0);
    const { people, ledgers, walker, nearly } = await gather(demo);
    await ledgers.check();
    const [entries, hours] = [ledgers.total, ledgers.sums(walker)];
    const kills = await killUntilDone(demo, people, ledgers, random);
    const after = await demo.verifyLedger();
    const tallies = people.map(({ tally }) => tally).join("\n");
    t.diagnostic(`${engine}: ${kills} kills\n${tallies}`);
    assert.equal(after.broken, 0, "the chain of the ledger");
    assert.equal(
      after.entries - before.entries,
      ledgers.total - entries,
      "entries beside those seen",
    );
    const earned = ledgers.sums(walker);
    const more = (category) => total(earned, category) - total(hours, category);
    assert.equal(more("2022 · 专业"), SHORT_HOURS, "professional hours");
    assert.equal(more("2022 · 公需"), worth(nearly), "public hours");
  } catch (error) {
    t.diagnostic(demo.complaints);
    throw error;
  } finally {
    await demo.remove();
  }
}

function total(sums, category) {
  const own = Object.entries(sums).filter(([counts]) => counts.startsWith(category));
  return own.reduce((sum, [, hours]) => sum + hours, 0);
}

/** What a course's lessons are worth: hundredths of an hour of 45 minutes, rounded down. */
function worth({ lessons }) {
  const ms = lessons.reduce((sum, { length_s }) => sum + Math.round(length_s * 1000), 0);
  return Math.floor((ms * 100) / 2_700_000);
}

/** Everybody with what he is about. */
async function gather(demo) {
  const client = (name) => new Client(demo, demo.account(name));
  const [walker, newcomer, patient] = ["乌日娜", "巴特尔", "娜仁·苏和"].map(client);
  const [employer, first, second] = ["李雅琴", "包立新", "孙玉兰"].map(client);
  const house = new Client(demo);
  const secret = await demo.sandboxSecret();
  const courses = await reading.courses(newcomer);
  const short = courses.get(SHORT);
  const learners = {};
  for (const { name } of [walker, newcomer, patient]) {
    learners[name] = await reading.personId(first, name);
  }
  const own = Object.values(learners);
  const staff = (await reading.somePeople(first)).filter((id) => !own.includes(id)).slice(0, 5);
  const ledgers = new Ledgers({ officer: first, people: [...own, ...staff] });
  const bought = await reading.enrolments(walker);
  const nearly = bought.find(({ lessons }) => lessons.some(({ complete }) => !complete));
  const buys = (learner, wanted) => new Buyer({ learner, house, secret, wanted });
  const sits = (learner, course, title, failures) =>
    new Sitter({ learner, course, title, failures });
  const others = [...courses.values()].filter((id) => id !== short);
  const people = [
    new Sequence(
      new Viewer({ learner: walker, course: nearly.course, lesson: nearly.lessons.length - 1 }),
      buys(walker, [short]),
      new Viewer({ learner: walker, course: short }),
      sits(walker, short, SHORT, 2),
      sits(walker, nearly.course, nearly.title, 1),
      new Reporter({ learner: walker, employer, officer: second, person: learners[walker.name] }),
    ),
    buys(newcomer, [short, ...others]),
    new Sequence(new Viewer({ learner: newcomer, course: short }), sits(newcomer, short, SHORT, 3)),
    new Viewer({
      learner: patient,
      course: (await reading.enrolments(patient))[0].course,
      restless: true,
    }),
    new Officers({ first, second, ledgers, people: staff }),
    new Visitor({ demo, account: demo.account("郭磊") }),
  ];
  return { people, ledgers, walker: learners[walker.name], nearly };
}

/** Kills, restarts and checks until it was often enough and everybody is done. */
async function killUntilDone(demo, people, ledgers, random) {
  const until = Date.now() + PATIENCE_MS;
  let busy = 0;
  for (let kills = 0; ; kills += 1) {
    const isEnough = kills >= KILLS && busy >= BUSY_KILLS;
    if (isEnough && people.every(isDone)) return kills;
    const tallies = () => people.map(({ tally }) => tally).join("\n");
    assert.ok(Date.now() < until, `not done in time:\n${tallies()}`);
    // Films take their time; what comes after them goes fast, and shall be struck too. Papers take
    // a while to be made, and the leases of who made them a minute to run out.
    const isWatching = people.some((person) => person.isWatching);
    const phase = isWatching ? "watching" : isEnough ? "end" : "busy";
    if (phase === "busy") busy += 1;
    await live(demo, people, random, LIFE_MS[phase]);
    if (random.between(0, 6) === 0) await killWhileStarting(demo, random);
    await demo.begin();
    for (const person of people) await person.check();
    await ledgers.check();
  }
}

/** Whether somebody is done, or never will be. */
function isDone({ done, restless }) {
  return done || restless;
}

/** Lets everybody do what he is about, until the server is killed in the midst of it. */
async function live(demo, people, random, most) {
  let isOver = false;
  const acting = people.map(async (person, at) => {
    const dice = new Random(random.between(0, 1_000_000) + at);
    while (!isOver) {
      try {
        if (!person.done) await person.step(dice);
      } catch (error) {
        // Whoever is cut off stops; everything else is a failure.
        if (error instanceof Gone && isOver) return;
        throw error;
      }
      await pause(dice.between(2, 20));
    }
  });
  await Promise.race([lifetime(people, random.between(50, most)), ...acting]);
  isOver = true;
  await demo.kill();
  const failed = (await Promise.allSettled(acting)).find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}

/** So long, or until everybody is done. */
async function lifetime(people, most) {
  const until = Date.now() + most;
  while (Date.now() < until && !people.every(isDone)) {
    await pause(Math.min(100, Math.max(0, until - Date.now())));
  }
}

/** Begins, and is killed before it is ready. */
async function killWhileStarting(demo, random) {
  const starting = demo.begin().catch(() => {});
  await pause(random.between(0, 400));
  await demo.kill();
  await starting;
}
