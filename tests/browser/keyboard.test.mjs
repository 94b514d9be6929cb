// From sign-in to the exam's questions and the report by keyboard alone: Tab, Enter, Space, arrows.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { rightOptions } from "./lib/answers.mjs";
import { launch, Window } from "./lib/browser.mjs";
import { Demo } from "./lib/demo.mjs";
import { Keyboard } from "./lib/keyboard.mjs";

let browser;
let demo;
before(async () => {
  browser = await launch();
  demo = await Demo.start("SQLite");
});
after(async () => {
  await browser?.close();
  await demo?.remove();
});

test(
  "a learner goes from sign-in to exam and report by keyboard alone",
  { timeout: 240_000 },
  async () => {
    const window = await Window.open(browser);
    const { page } = window;
    const keys = new Keyboard(window);
    await page.goto(demo.url);
    await signsIn(keys, demo.account("乌日娜"));
    await keys.tabTo(/^补上这/);
    await keys.follow();
    await watches(keys);
    await keys.tabTo(/^参加考试$/);
    await keys.follow();
    await keys.tabTo(/^开始考试$/);
    await keys.follow();
    for (let isLast = false; !isLast; ) isLast = await answers(keys);
    await keys.tabTo(/^交卷$/);
    await keys.follow();
    await page.getByText("100 分").first().waitFor();
    await keys.tabTo(/^年度报告$/);
    await keys.follow();
    await page.getByRole("heading", { level: 1, name: "2022 年度报告" }).waitFor();
    await keys.tabTo(/^查看账本和选课$/);
    await keys.follow();
    await page.getByRole("heading", { level: 1, name: "2022 年度学时账本" }).waitFor();
    assert.deepEqual([...keys.findings], [], "the focus is not to be seen");
    assert.deepEqual(window.complaints, []);
    await window.close();
  },
);

async function signsIn(keys, { login, password }) {
  const skip = await keys.tabTo(/^跳到正文$/);
  assert.ok(skip.isSeen, "the way past the navigation shows itself");
  await keys.tabTo(/^登录$/);
  await keys.follow();
  await keys.tabTo(/^身份证号或手机号/);
  await keys.type(login);
  await keys.tabTo(/^密码$/);
  await keys.type(password);
  await keys.follow();
}

async function watches(keys) {
  await keys.tabTo(/^播放/);
  await keys.press("Space");
  await keys.page.locator("#state-line").getByText("正在计时").waitFor();
  await keys.page
    .locator(".screen")
    .getByText("这一节已完成。")
    .first()
    .waitFor({ timeout: 60_000 });
}

/** Answers the question that is shown, and goes on; whether it was the last. */
async function answers(keys) {
  const { page } = keys;
  const stem = (await page.locator("legend").evaluate((legend) => legend.lastChild.data)).trim();
  const right = rightOptions(stem);
  const isRight = (words) => right.some((text) => words.replace(/^[A-Z]\s*/, "") === text);
  let { type, words } = await keys.tabTo(/^[A-Z]\s/);
  if (type === "radio") {
    // One stop for the group; arrows choose.
    await keys.press("Space");
    while (!isRight(words)) {
      await keys.press("ArrowDown");
      ({ words } = await keys.focus());
    }
  } else {
    const count = await page.locator(".option").count();
    for (let at = 0; at < count; at += 1) {
      if (at > 0) ({ words } = await keys.tabTo(/^[A-Z]\s/));
      if (isRight(words)) await keys.press("Space");
    }
  }
  await page
    .locator("#receipt")
    .getByText(/服务器已于 .* 收到/)
    .waitFor();
  const { words: next } = await keys.tabTo(/^(下一题|检查答案)$/);
  await keys.follow();
  return next === "检查答案";
}
