// From the year's figures to passed exams: the learner's part of the walk.

import assert from "node:assert/strict";

import { rightOptions } from "../lib/answers.mjs";
import { step } from "./people.mjs";

export const LEARNER = "乌日娜";
export const SHORT = "公民身份号码脱敏要点";

/** 1: she signs in, and sees the year, what is missing, the next step. */
export async function seesTheYear(walk) {
  const stranger = await walk.stranger();
  await walk.goto(stranger, "/");
  await walk.look(stranger, "landing");
  const her = await walk.as(LEARNER);
  const text = await her.page.getByRole("main").innerText();
  for (const figure of [
    "24 / 30 学时",
    "59.98 / 60 学时",
    "还差 6 学时",
    "还差 0.02 学时",
    "下一步",
  ]) {
    assert.ok(text.includes(figure), `the home does not say ${figure}:\n${text}`);
  }
  assert.match(text, /还剩 1[67] 天/);
  await walk.look(her, "home");
}

/** 2: she finds a course by speciality and year, orders it, and pays. */
export async function ordersAndPays(walk) {
  const her = await walk.as(LEARNER);
  const { page } = her;
  await walk.go(her, "选课");
  await walk.look(her, "courses");
  await page.getByLabel("科目类别").selectOption({ label: "专业科目" });
  await page.getByLabel("专题或专业").selectOption({ label: "计算机应用" });
  await page.getByLabel("学习年度").selectOption({ label: "2022 年度" });
  await her.follow(step(her, "查找"));
  await her.follow(page.getByRole("link", { name: SHORT }));
  await walk.look(her, "course");
  await her.follow(step(her, "下单"));
  assert.match(await page.getByRole("main").innerText(), /待付款/);
  await walk.look(her, "order to pay");
  await (walk.engine === "SQLite" ? paysAtTheCashier(walk, her) : paysByTransfer(walk, her));
  await page.getByText("款已到账，课程已开通，可以开始学习。").waitFor();
  await walk.look(her, "order paid");
  await walk.go(her, "我的订单");
  await walk.look(her, "orders");
}

async function paysAtTheCashier(walk, her) {
  await her.follow(step(her, /^付款 ¥/));
  await walk.look(her, "demo cashier");
  await her.follow(step(her, /^付款 ¥/));
}

/** The transfer to the bureau's account, which an officer with the cashier's right confirms. */
async function paysByTransfer(walk, her) {
  const number = /\d{16}/.exec(await her.page.getByRole("heading", { level: 1 }).innerText())[0];
  const cashier = await walk.as("包立新");
  await walk.go(cashier, "收款确认");
  await walk.look(cashier, "payments");
  await cashier.follow(cashier.page.getByRole("link", { name: number }));
  await walk.look(cashier, "payment");
  await cashier.page.getByLabel("银行流水号").fill("20221215-0001");
  await cashier.follow(step(cashier, /^确认已到账/));
  await cashier.page.getByText(`订单 ${number} 已确认到账`).waitFor();
  await her.page.reload();
}

/** 3: she finishes the lesson of which twenty seconds are missing, and watches the short one. */
export async function watches(walk) {
  const her = await walk.as(LEARNER);
  await walk.go(her, "首页");
  await her.follow(step(her, "补上这"));
  await walk.look(her, "lesson nearly done");
  // 98 % of its six minutes complete it.
  await plays(her, 12);
  await walk.look(her, "lesson done");
  await walk.go(her, "我的课程");
  await walk.look(her, "my courses");
  await her.follow(her.page.getByRole("link", { name: SHORT }).first());
  await walk.look(her, "my course");
  await her.follow(step(her, /^开始学习/));
  await plays(her, 50);
}

/** Plays what is missing, at real speed: it takes at least so long. */
async function plays(her, seconds) {
  const { page } = her;
  const start = Date.now();
  await page.getByRole("button", { name: "播放" }).first().click();
  await page.locator("#state-line").getByText("正在计时").waitFor();
  await page.locator(".screen").getByText("这一节已完成。").first().waitFor({ timeout: 120_000 });
  const took = (Date.now() - start) / 1000;
  assert.ok(took >= seconds, `complete after ${took} s of ${seconds}`);
}

/** 4: all lessons done opens the exam; one attempt fails, the next passes. */
export async function sitsTheExams(walk) {
  const her = await walk.as(LEARNER);
  await her.follow(step(her, "参加考试"));
  await walk.look(her, "exam rules");
  await her.follow(step(her, "开始考试"));
  await walk.look(her, "exam question");
  await answers(walk, her, wrongly);
  await her.page.getByText("不合格").first().waitFor();
  const failed = await her.page.content();
  assert.ok(!failed.includes("正确答案"), "the key is told after a failed attempt");
  await walk.look(her, "exam failed");
  await her.follow(step(her, "再考一次"));
  await her.follow(step(her, "再考一次"));
  await answers(walk, her, rightly);
  await her.page.getByText("100 分").first().waitFor();
  await walk.look(her, "exam passed");
  await walk.go(her, "我的课程");
  await her.follow(step(her, "参加考试"));
  await her.follow(step(her, "开始考试"));
  await answers(walk, her, rightly);
  await her.page.getByText("100 分").first().waitFor();
}

const rightly = (stem, options) => options.filter((text) => rightOptions(stem).includes(text));
const wrongly = (stem, options) => [
  options.find((text) => !rightOptions(stem).includes(text)) ?? options[0],
];

/** Answers every question, each with a receipt of the server, looks through them, and submits. */
async function answers(walk, her, choose) {
  const { page } = her;
  for (let isLast = false; !isLast; ) {
    const stem = (await page.locator("legend").evaluate((legend) => legend.lastChild.data)).trim();
    const options = await page.locator(".option label > span").allInnerTexts();
    for (const text of choose(stem, options)) {
      await page.locator(".option label").nth(options.indexOf(text)).click();
    }
    await page
      .locator("#receipt")
      .getByText(/服务器已于 .* 收到/)
      .waitFor();
    const next = page.getByRole("button", { name: "下一题" });
    isLast = (await next.count()) === 0;
    await her.follow(isLast ? page.getByRole("button", { name: "检查答案" }) : next);
  }
  if (!walk.examiner.seen.has("exam check")) await walk.look(her, "exam check");
  await her.follow(step(her, "交卷"));
}
