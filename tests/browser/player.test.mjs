// The player in a real browser, at real speed: a film with the network cut in the middle, gone on
// with on a second device; presence checks answered by keyboard alone, and one missed; a document,
// page by page. On both databases. The packs ask far more often than real ones: data, not code.

import assert from "node:assert/strict";
import { mkdir, rm } from "node:fs/promises";
import { after, before, describe, test } from "node:test";

import * as reading from "./crash/reading.mjs";
import { launch, Window } from "./lib/browser.mjs";
import { rightNumber } from "./lib/checks.mjs";
import { Client } from "./lib/client.mjs";
import { ENGINES, leftOut } from "./lib/database.mjs";
import { Demo } from "./lib/demo.mjs";
import { violations } from "./lib/examination.mjs";
import { packsWith } from "./lib/packs.mjs";

const SHORT = "公民身份号码脱敏要点";
const MIXED = "交接与备份：听一段，读四页";
const PICTURES = new URL("../../target/screenshots/player/", import.meta.url).pathname;

let browser;
let packs;
before(async () => {
  browser = await launch();
  packs = await packsWith({
    beat_every_s: 3, presence_checks_per_hour: 240, presence_answer_s: 12, presence_tries: 2,
  });
  await mkdir(PICTURES, { recursive: true });
});
after(async () => {
  await browser?.close();
  await rm(packs, { recursive: true, force: true });
});

describe("the player", { concurrency: ENGINES.length }, () => {
  for (const engine of ENGINES) {
    test(`on ${engine}`, { skip: leftOut(engine), timeout: 240_000 }, async (t) => {
      const demo = await Demo.start(engine, { policies: packs });
      const isFirst = engine === ENGINES[0];
      try {
        await Promise.all([
          t.test("a film is watched to its end, over a cut network and two devices", () =>
            film(demo, isFirst)),
          t.test("a missed check takes back what came after the last proof, and no more", () =>
            missed(demo, isFirst)),
          t.test("a document is read page by page", () => reads(demo, isFirst)),
        ]);
      } finally {
        await demo.remove();
      }
    });
  }
});

/** A learner's window on a lesson of a course that she buys. */
class Room {
  static async enter(demo, name, course, lesson, isFirst) {
    const room = new Room();
    Object.assign(room, { demo, account: demo.account(name), isFirst });
    const client = new Client(demo, room.account);
    const id = (await reading.courses(client)).get(course);
    const order = await client.form("/orders", [["year", "2022"], ["course", id]]);
    const number = /\d{16}/.exec(await client.page(order))[0];
    await client.form(`/demo/cashier/${number}`);
    const enrolment = (await reading.enrolments(client)).find((one) => one.course === id);
    assert.ok(enrolment, "the course is active");
    room.path = `/learn/${enrolment.id}/lessons/${enrolment.lessons[lesson].id}`;
    room.window = await room.open();
    return room;
  }

  /** A window of hers: another device. */
  async open() {
    const window = await Window.open(browser);
    const { page } = window;
    await page.goto(`${this.demo.url}/sign-in`);
    await page.getByLabel("身份证号或手机号").fill(this.account.login);
    await page.getByLabel("密码", { exact: true }).fill(this.account.password);
    await window.follow(page.getByRole("main").getByRole("button", { name: "登录", exact: true }));
    await page.goto(this.demo.url + this.path);
    return window;
  }

  /** Takes pictures as a phone and as a desk see it, and asks axe. */
  async look(window, name) {
    assert.deepEqual(await violations(window.page), [], name);
    if (!this.isFirst) return;
    for (const [width, height] of [[360, 740], [1280, 900]]) {
      await window.page.setViewportSize({ width, height });
      await window.page.waitForTimeout(300);
      const wide = await window.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${name}: ${wide} px wide at ${width}`);
      await window.page.screenshot({ path: `${PICTURES}${name}-${width}.png` });
    }
  }
}

const line = (page, words) => page.locator("#state-line").getByText(words);
const dialog = (page) => page.locator("dialog#check");

/** Answers every check that comes, by keyboard alone, until something is so. */
async function answersUntil(page, isSo) {
  let answered = 0;
  for (;;) {
    if (await isSo()) return answered;
    if (await dialog(page).isVisible()) {
      // Esc closes nothing; the focus is on the first option.
      await page.keyboard.press("Escape");
      assert.ok(await dialog(page).isVisible(), "Esc closed the check");
      assert.equal(await page.evaluate(() => document.activeElement.type), "radio");
      await page.keyboard.press(String(await rightNumber(page)));
      await page.keyboard.press("Enter");
      await dialog(page).waitFor({ state: "hidden" });
      answered += 1;
    }
    await page.waitForTimeout(200);
  }
}

const coveredSeconds = async (page) => {
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(await page.locator("#covered").innerText());
  return Number(minutes) * 60 + Number(seconds);
};

async function film(demo, isFirst) {
  const room = await Room.enter(demo, "巴特尔", SHORT, 0, isFirst);
  const { window } = room;
  const { page } = window;
  const start = Date.now();
  await page.getByRole("button", { name: "播放" }).first().click();
  await line(page, "正在计时").waitFor();
  await answersUntil(page, async () => (await coveredSeconds(page)) >= 20);
  // The network goes for a while: the film plays on from what the browser holds.
  await window.tolerating(/ERR_INTERNET_DISCONNECTED|Failed to load resource/, async () => {
    await window.context.setOffline(true);
    await line(page, "网络断了").waitFor();
    await page.waitForTimeout(3000);
    await window.context.setOffline(false);
    await answersUntil(page, async () => (await coveredSeconds(page)) >= 28);
  });
  // On to another device, where the first one left off.
  const second = await room.open();
  const other = second.page;
  assert.ok((await coveredSeconds(other)) >= 27, "what was acknowledged is there");
  // The server answers 409, which the browser tells on its console.
  await second.tolerating(/409/, async () => {
    await other.getByRole("button", { name: "播放" }).first().click();
    await other.getByText("您的另一台设备").waitFor();
  });
  await other.getByRole("button", { name: "在这里继续计时" }).click();
  await line(page, "另一台设备接管了计时").waitFor();
  const done = other.locator(".screen").getByText("这一节已完成。").first();
  await answersUntil(other, () => done.isVisible());
  const took = (Date.now() - start) / 1000;
  assert.ok(took >= 52, `complete after ${took} s of 54`);
  await room.look(second, "film-done");
  assert.deepEqual([...window.complaints, ...second.complaints], []);
  await window.close();
  await second.close();
}

async function missed(demo, isFirst) {
  const room = await Room.enter(demo, "娜仁·苏和", MIXED, 0, isFirst);
  const { window } = room;
  const { page } = window;
  await page.getByRole("button", { name: "播放" }).first().focus();
  await page.keyboard.press("Space");
  await line(page, "正在计时").waitFor();
  await dialog(page).waitFor({ timeout: 60_000 });
  const before = await coveredSeconds(page);
  assert.ok(before >= 15, `${before} s before the check`);
  await room.look(window, "check");
  // Nobody answers.
  await page.getByText("这次没有答上").waitFor();
  await room.look(window, "check-missed");
  assert.ok((await coveredSeconds(page)) < 2, "what came after the last proof is taken back");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "知道了");
  await page.keyboard.press("Enter");
  await dialog(page).waitFor({ state: "hidden" });
  await page.getByText("没有答上，已退回").first().waitFor();
  await room.look(window, "taken-back");
  // It is earned again from there.
  await page.getByRole("button", { name: "播放" }).first().focus();
  await page.keyboard.press("Space");
  await answersUntil(page, async () => (await coveredSeconds(page)) >= 3);
  assert.deepEqual(window.complaints, []);
  await window.close();
}

/** Whether the second page is there; turns the first. A check may be asked just then and comes first. */
async function isTurned(page) {
  if (await page.getByText("第 1 页，共 4 页").isVisible()) {
    await page.locator(".sheet").focus();
    await page.keyboard.press("PageDown");
  }
  return page.getByText("第 2 页，共 4 页").isVisible();
}

async function reads(demo, isFirst) {
  const room = await Room.enter(demo, "乌日娜", MIXED, 1, isFirst);
  const { window } = room;
  const { page } = window;
  await page.locator(".page canvas").waitFor();
  // What a screen reader hears of the page.
  await page.locator(".page-text").getByText("为什么要备份").waitFor();
  await page.getByRole("button", { name: "开始阅读" }).focus();
  await page.keyboard.press("Enter");
  await line(page, "正在计时").waitFor();
  await room.look(window, "document");
  const isRead = (words) => () => page.locator("[data-part=dwell-words]").getByText(words).isVisible();
  const start = Date.now();
  await answersUntil(page, isRead("可以翻到下一页"));
  assert.ok(Date.now() - start < 30_000);
  await answersUntil(page, () => isTurned(page));
  await page.locator(".page-text").getByText("三份、两种").waitFor();
  await answersUntil(page, async () => (await coveredSeconds(page)) >= 16);
  // Nothing is earned while the page is not to be seen, nor faster by leafing through.
  for (let turn = 0; turn < 6; turn += 1) await page.keyboard.press(turn % 2 ? "PageUp" : "PageDown");
  assert.ok((await coveredSeconds(page)) < 30);
  assert.deepEqual(window.complaints, []);
  await window.close();
}
