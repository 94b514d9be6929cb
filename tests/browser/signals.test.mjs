// An inspector's signals: four people learn on one device, she has the day looked at, looks at the
// evidence, and notes what came of it. On both databases.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";

import * as reading from "./crash/reading.mjs";
import { launch, Window } from "./lib/browser.mjs";
import { Client } from "./lib/client.mjs";
import { ENGINES, leftOut } from "./lib/database.mjs";
import { Demo } from "./lib/demo.mjs";
import { violations } from "./lib/examination.mjs";

const INSPECTOR = "哈斯巴根";
const NEWCOMER = "巴特尔";
const LEARNERS = ["乌日娜", "娜仁·苏和", "张㛃", NEWCOMER];
const SHORT = "公民身份号码脱敏要点";
const WORDS = "机房的公用电脑，四个人轮流使用，与排班一致。";
const PICTURES = new URL("../../target/screenshots/signals/", import.meta.url).pathname;

let browser;
before(async () => {
  browser = await launch();
  await mkdir(PICTURES, { recursive: true });
});
after(() => browser?.close());

describe("an inspector's signals", { concurrency: true }, () => {
  for (const engine of ENGINES) {
    test(`on ${engine}`, { skip: leftOut(engine), timeout: 180_000 }, async () => {
      const demo = await Demo.start(engine);
      try {
        for (const name of LEARNERS) await learns(demo, name);
        await inspects(demo, engine === ENGINES[0]);
      } finally {
        await demo.remove();
      }
    });
  }
});

/** Opens a lesson and ends. Programs without a cookie are one device when they have one name. */
async function learns(demo, name) {
  const client = new Client(demo, demo.account(name));
  if (name === NEWCOMER) await buys(client);
  const { items } = await client.get("/api/v1/me/enrolments");
  const [{ id: enrolment, lessons }] = items;
  const asked = { enrolment, lesson: lessons[0].id, take_over: true };
  const opened = await client.post("/api/v1/watch-sessions", asked);
  await client.post(`/api/v1/watch-sessions/${opened.id}/end`);
}

async function buys(client) {
  const course = (await reading.courses(client)).get(SHORT);
  const order = await client.form("/orders", [["year", "2022"], ["course", course]]);
  const number = /\d{16}/.exec(await client.page(order))[0];
  await client.form(`/demo/cashier/${number}`);
}

async function inspects(demo, isFirst) {
  const window = await Window.open(browser);
  const { page } = window;
  const { login, password } = demo.account(INSPECTOR);
  await page.goto(`${demo.url}/sign-in`);
  await page.getByLabel("身份证号或手机号").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await window.follow(page.getByRole("main").getByRole("button", { name: "登录", exact: true }));
  await page.goto(`${demo.url}/inspection/signals`);
  await window.follow(page.getByRole("button", { name: "现在重新查找" }));

  const found = page.getByRole("row").filter({ hasText: "多人用同一台设备" });
  await isThere(page, found);
  assert.match(await found.innerText(), /4 人/);
  await look(page, "found", isFirst);
  await window.follow(found.getByRole("link"));
  const evidence = page.getByRole("region", { name: "依据" });
  for (const name of LEARNERS) await evidence.getByRole("link", { name }).first().waitFor();
  await look(page, "evidence", isFirst);

  await page.getByLabel("排除").check();
  await page.getByLabel("说明").fill(WORDS);
  await window.follow(page.getByRole("button", { name: "记下" }));
  await page.getByText("已记下，学时没有变化。").waitFor();
  await window.follow(page.getByRole("link", { name: "已排除" }));
  await window.follow(found.getByRole("link"));
  await page.getByText(WORDS).waitFor();
  await look(page, "dismissed", isFirst);
  assert.deepEqual(window.complaints, []);
  await window.close();
}

/** A job looks for signals: the page is loaded again until it has. */
async function isThere(page, row) {
  for (let turn = 0; turn < 60 && (await row.count()) === 0; turn += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  assert.equal(await row.count(), 1);
}

/** Asks axe in light and dark, and takes pictures as a phone and as a desk see it. */
async function look(page, name, isFirst) {
  for (const colorScheme of ["light", "dark"]) {
    // Without motion: a colour on its way to another is no colour to judge.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    assert.deepEqual(await violations(page), [], `${name}, ${colorScheme}`);
    for (const [width, height] of [[360, 740], [1280, 900]]) {
      await page.setViewportSize({ width, height });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${name} at ${width}: ${over} px too wide`);
      const path = `${PICTURES}${name}-${width}-${colorScheme}.png`;
      if (isFirst) await page.screenshot({ path, fullPage: true });
    }
  }
}
