// A course is made by what a person of the base sees and clicks.

import assert from "node:assert/strict";

import { step } from "../walk/people.mjs";

export const BASE = "白志强";
export const TITLE = "小流域综合治理实务";

/** Begins a course; its address. */
export async function begins(walk) {
  const his = await walk.as(BASE);
  const { page } = his;
  await walk.go(his, "本基地");
  await his.follow(step(his, "课程制作"));
  await walk.look(his, "courses in the making");
  await his.follow(step(his, "新建课程"));
  await page.getByLabel("课程名称").fill(TITLE);
  await page.getByLabel("课程简介").fill("从勘查到管护，按实际案例讲解。");
  await page.getByLabel("专题或专业").selectOption({ label: "计算机应用" });
  await page.getByLabel("每卷题数").fill("2");
  await walk.look(his, "new course");
  await his.follow(step(his, "保存"));
  await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
  return new URL(page.url()).pathname;
}

/** Adds a lesson, and goes to it. */
export async function addsALesson(walk, title) {
  const his = await walk.as(BASE);
  await his.page.getByLabel("添加课时").fill(title);
  await his.follow(his.page.getByRole("button", { name: "添加课时" }));
  await his.page.getByRole("heading", { level: 1, name: title }).waitFor();
  return new URL(his.page.url()).pathname;
}

/** Waits until a file was looked into; what the page says of it. */
export async function isLookedInto(walk, words) {
  const his = await walk.as(BASE);
  await his.page.locator("#file-state").getByText(words).waitFor({ timeout: 60_000 });
}

/** Writes a question on the lesson's page. */
export async function asks(walk, { stem, isExam, at = "", options, right }) {
  const his = await walk.as(BASE);
  const { page } = his;
  const form = page.locator("details").filter({ hasText: "添加题目" });
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await form.getByLabel(isExam ? "考试题库" : "随堂提问", { exact: true }).check();
  await form.getByLabel("提问时刻").fill(at);
  await form.getByLabel("题目", { exact: true }).fill(stem);
  for (const [index, option] of options.entries()) {
    await form.getByLabel(`选项 ${index + 1}`, { exact: true }).fill(option);
  }
  await form.getByLabel(`选项 ${right} 正确`).check();
  await his.follow(form.getByRole("button", { name: "添加题目" }));
  await page.getByText(stem).first().waitFor();
}

/** Submits the draft. */
export async function submits(walk, draft) {
  const his = await walk.as(BASE);
  await walk.goto(his, draft);
  await walk.look(his, "course in the making");
  await his.follow(step(his, "提交审核"));
  const text = await his.page.getByRole("main").innerText();
  assert.match(text, /待审核/);
}
