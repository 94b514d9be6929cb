// The glass box and a dispute: a learner sees why seconds are not counted and disputes them by
// keyboard, an officer looks at the reports and credits them, the lesson is complete. Beside it an
// inspector's signals. On both databases.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { launch, Window } from "./lib/browser.mjs";
import { Client } from "./lib/client.mjs";
import { ENGINES, leftOut } from "./lib/database.mjs";
import { Demo } from "./lib/demo.mjs";
import { violations } from "./lib/examination.mjs";

const LEARNER = "乌日娜";
const OFFICER = "包立新";
const INSPECTOR = "哈斯巴根";
const WORDS = "车间断网，回来后没有补上。";
const PICTURES = new URL("../../target/screenshots/glass/", import.meta.url).pathname;

let browser;
before(async () => {
  browser = await launch();
  await mkdir(PICTURES, { recursive: true });
});
after(() => browser?.close());

describe("the glass box", { concurrency: true }, () => {
  for (const engine of ENGINES) {
    test(`on ${engine}`, { skip: leftOut(engine), timeout: 180_000 }, async (t) => {
      const demo = await Demo.start(engine);
      const isFirst = engine === ENGINES[0];
      try {
        const path = await losesSeconds(demo);
        await t.test("she sees why, and disputes by keyboard", () => disputes(demo, path, isFirst));
        await t.test("an officer credits it with a reason", () => credits(demo, isFirst));
        await t.test("her record shows by whom, and is complete", () => told(demo, path, isFirst));
        await t.test("an inspector has no signal of that", () => inspects(demo, isFirst));
      } finally {
        await demo.remove();
      }
    });
  }
});

/** Plays the rest of a lesson faster than the clock, and ends; the lesson's address. */
async function losesSeconds(demo) {
  const client = new Client(demo, demo.account(LEARNER));
  const { items } = await client.get("/api/v1/me/enrolments");
  const enrolment = items.find((one) => one.lessons.some((lesson) => !lesson.complete));
  const lesson = enrolment.lessons.find((one) => !one.complete);
  const opened = await client.post("/api/v1/watch-sessions", {
    enrolment: enrolment.id, lesson: lesson.id, take_over: true,
  });
  await pause(2_000);
  const segments = [[opened.resume_at, lesson.length_s]];
  const beats = `/api/v1/watch-sessions/${opened.id}/beats`;
  const answer = await client.post(beats, { seq: 1, segments });
  assert.equal(answer.refused[0].code, "learning.faster_than_clock");
  await client.post(`/api/v1/watch-sessions/${opened.id}/end`);
  return `/learn/${enrolment.id}/lessons/${lesson.id}`;
}

async function enter(demo, name, path) {
  const window = await Window.open(browser);
  const { page } = window;
  const { login, password } = demo.account(name);
  await page.goto(`${demo.url}/sign-in`);
  await page.getByLabel("身份证号或手机号").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await window.follow(page.getByRole("main").getByRole("button", { name: "登录", exact: true }));
  await page.goto(demo.url + path);
  return window;
}

/** Takes pictures as a phone and as a desk see it, and asks axe. */
async function look({ page }, name, isFirst) {
  assert.deepEqual(await violations(page), [], name);
  if (!isFirst) return;
  for (const [width, height] of [[360, 740], [1280, 900]]) {
    await page.setViewportSize({ width, height });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${name} at ${width}: ${over} px too wide`);
    await page.screenshot({ path: `${PICTURES}${name}-${width}.png`, fullPage: true });
  }
}

async function disputes(demo, path, isFirst) {
  const window = await enter(demo, LEARNER, `${path}/record`);
  const { page } = window;
  const line = page.getByRole("row").filter({ hasText: "多于服务器时钟" });
  assert.match(await line.innerText(), /已播放，未计入/);
  await look(window, "record", isFirst);
  const link = line.getByRole("link", { name: /提出异议/ });
  await link.focus();
  await Promise.all([page.waitForURL(/dispute/), page.keyboard.press("Enter")]);
  await page.getByLabel("情况说明").focus();
  await page.keyboard.type(WORDS);
  await look(window, "dispute", isFirst);
  await page.keyboard.press("Tab");
  await Promise.all([page.waitForURL(/done=disputed/), page.keyboard.press("Enter")]);
  await page.getByText("异议已提交").waitFor();
  await page.getByText(/承诺 .* 前答复/).waitFor();
  await look(window, "disputed", isFirst);
  await window.close();
}

async function credits(demo, isFirst) {
  const window = await enter(demo, OFFICER, "/bureau");
  const { page } = window;
  const main = page.getByRole("main");
  await window.follow(main.getByRole("link", { name: "学习记录异议" }));
  await look(window, "queue", isFirst);
  await window.follow(page.getByRole("row").getByRole("link", { name: LEARNER }));
  await page.getByText(WORDS).waitFor();
  const beat = page.getByRole("region", { name: "有关的上报" }).getByRole("row").last();
  assert.match(await beat.innerText(), /多于服务器时钟/);
  await look(window, "case", isFirst);
  await page.getByLabel("认定下面这一段").check();
  await page.getByLabel("理由").fill("核对了断网前后的上报。");
  await window.follow(page.getByRole("button", { name: "答复并留下记录" }));
  await page.getByText("没有待答复的异议").waitFor();
  await window.close();
}

async function told(demo, path, isFirst) {
  const window = await enter(demo, LEARNER, `${path}/record`);
  const { page } = window;
  await page.getByRole("row").filter({ hasText: "由经办人认定" }).waitFor();
  await page.getByText("理由：核对了断网前后的上报。").waitFor();
  assert.match(await page.getByRole("main").innerText(), /完成/);
  await look(window, "credited", isFirst);
  await window.close();
}

async function inspects(demo, isFirst) {
  const window = await enter(demo, INSPECTOR, "/inspection/signals");
  await window.follow(window.page.getByRole("button", { name: "现在重新查找" }));
  await window.page.getByText("正在查找今天和昨天").waitFor();
  await look(window, "signals", isFirst);
  await window.close();
}
