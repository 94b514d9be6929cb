// A base makes a course: the upload is cut and resumed, the server is killed in the middle of
// another, the bureau returns and publishes, a learner buys and watches. On both databases.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { launch } from "./lib/browser.mjs";
import { ENGINES, leftOut } from "./lib/database.mjs";
import { Demo } from "./lib/demo.mjs";
import { Examiner } from "./lib/examination.mjs";
import { addsALesson, asks, BASE, begins, isLookedInto, submits, TITLE } from "./making/course.mjs";
import { film, filmFile, sha256 } from "./making/film.mjs";
import { Sender } from "./making/sender.mjs";
import { step, Walk } from "./walk/people.mjs";

const MEGABYTES = 48;
const LARGE_MEGABYTES = 256;
/** So slow that a film of 48 MB takes some seconds. */
const BYTES_A_SECOND = 12 * 1024 * 1024;

let browser;
let folder;
before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "xueshi-films-"));
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("a course in the making", () => {
  for (const engine of ENGINES) {
    test(`on ${engine}`, { skip: leftOut(engine), timeout: 300_000 }, (t) => making(t, engine));
  }
});

async function making(t, engine) {
  const demo = await Demo.start(engine, { isApart: engine === "PostgreSQL" });
  const examiner = new Examiner({ isThorough: engine === ENGINES[0] });
  const walk = new Walk({ demo, browser, examiner, engine });
  const found = {};
  const steps = {
    "the base begins a course": async () => (found.draft = await begins(walk)),
    "an upload is cut, the page loaded again, and it goes on": () => cutAndResumed(walk, found),
    "the server is killed in the middle of an upload, and nothing acknowledged is lost": () =>
      killed(walk, found),
    "lessons change places by keyboard, and one is removed": () => ordered(walk, found),
    "questions for the lesson and for the exam": () => questions(walk, found),
    "the bureau returns it with words, then publishes it": () => reviewed(walk, found),
    "a learner finds it, buys it, and its film plays": () => bought(walk, found),
    "another person's film address is dead": () => shared(walk, found),
  };
  try {
    let skip = false;
    for (const [words, deed] of Object.entries(steps)) {
      await t.test(words, { skip }, async () => {
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

async function cutAndResumed(walk, found) {
  const his = await walk.as(BASE);
  const { page } = his;
  found.lesson = await addsALesson(walk, "勘查与规划");
  await walk.look(his, "lesson without a file");
  const path = await filmFile(join(folder, `勘查${walk.engine.length}.mp4`), MEGABYTES);
  const network = await his.context.newCDPSession(page);
  const slow = { offline: false, latency: 5, downloadThroughput: -1, uploadThroughput: BYTES_A_SECOND };
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", slow);
  await page.getByLabel("选择文件上传", { exact: true }).setInputFiles(path);
  const line = page.locator(".sender-line").first();
  await line.getByText(/正在上传，已传 [3-9]\d%/).waitFor({ timeout: 30_000 });
  await his.tolerating(/ERR_INTERNET_DISCONNECTED/, async () => {
    await network.send("Network.emulateNetworkConditions", { ...slow, offline: true });
    await line.getByText("会自动接着传").waitFor({ timeout: 30_000 });
    await network.send("Network.emulateNetworkConditions", slow);
  });
  await walk.goto(his, found.lesson);
  const offsets = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
  });
  await page.getByLabel("选择文件上传", { exact: true }).setInputFiles(path);
  await isLookedInto(walk, "视频 · 0:55");
  assert.ok(offsets[0] > 0, `after the cut it went on at ${offsets[0]}`);
  await walk.look(his, "lesson with a film");
}

/** By a program: 256 MB, the server killed at 60 %, started again, the rest sent. */
async function killed(walk, found) {
  const his = await walk.as(BASE);
  await walk.goto(his, found.draft);
  found.second = await addsALesson(walk, "监测与管护");
  const bytes = await film(LARGE_MEGABYTES);
  const sender = new Sender(walk.demo, his);
  const upload = await sender.create(bytes.length, "大.mp4");
  const cut = { until: Math.floor(bytes.length * 0.6), atCut: () => walk.demo.kill() };
  await sender.send(upload, bytes, 0, cut);
  await walk.demo.begin();
  const offset = await sender.offset(upload);
  assert.ok(offset > 0 && offset < bytes.length, `the server holds ${offset} bytes`);
  const status = await sender.send(upload, bytes, offset);
  assert.equal(status, 204);
  assert.equal(await sender.offset(upload), bytes.length);
  const csrf = await his.page.locator("meta[name=csrf]").getAttribute("content");
  const id = upload.split("/").pop();
  const form = { csrf, purpose: "media", upload: id };
  const attached = await his.context.request.post(`${walk.demo.url}${found.second}/file`, { form });
  assert.equal(attached.status(), 200);
  await walk.goto(his, found.second);
  await isLookedInto(walk, "视频 · 0:55");
  const preview = found.second.replace("/base/", "/");
  const kept = await his.context.request.get(`${walk.demo.url}${preview}/file`);
  assert.equal(sha256(await kept.body()), sha256(bytes), "what was sent is what is kept");
}

async function ordered(walk, found) {
  const his = await walk.as(BASE);
  const { page } = his;
  await walk.goto(his, found.draft);
  const up = page.getByRole("button", { name: "上移：监测与管护" });
  await up.focus();
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  const first = page.locator(".making-lessons > li").first();
  assert.match(await first.innerText(), /监测与管护/);
  await his.follow(page.getByRole("link", { name: "监测与管护" }));
  await his.follow(step(his, "删除这个课时"));
  assert.equal(await page.locator(".making-lessons > li").count(), 1);
}

async function questions(walk, found) {
  const his = await walk.as(BASE);
  await walk.goto(his, found.lesson);
  const options = ["对", "错"];
  await asks(walk, { stem: "勘查先于规划，对吗？", isExam: false, at: "0:30", options, right: 1 });
  await asks(walk, { stem: "规划要按流域来做。", isExam: true, options, right: 1 });
  await asks(walk, { stem: "管护可有可无。", isExam: true, options, right: 2 });
  await walk.look(his, "lesson with questions");
}

async function reviewed(walk, found) {
  await submits(walk, found.draft);
  const officer = await walk.as("包立新");
  await walk.go(officer, "工作台").catch(() => walk.goto(officer, "/bureau"));
  await officer.follow(step(officer, "课程审核"));
  await walk.look(officer, "courses to review");
  await officer.follow(officer.page.getByRole("link", { name: TITLE }));
  await walk.look(officer, "review of a course");
  await officer.page.locator("summary").getByText("退回修改").click();
  await officer.page.getByLabel("需要修改什么").fill("请补写本节要点。");
  await officer.follow(officer.page.getByRole("button", { name: "退回修改" }));
  const his = await walk.as(BASE);
  await walk.goto(his, found.draft);
  assert.match(await his.page.getByRole("main").innerText(), /请补写本节要点。/);
  await walk.look(his, "course returned");
  await walk.goto(his, found.lesson);
  await his.page.getByLabel("本节要点").fill("先勘查，后规划。");
  await his.follow(his.page.getByRole("button", { name: "保存" }));
  await submits(walk, found.draft);
  await walk.goto(officer, "/bureau/drafts");
  await officer.follow(officer.page.getByRole("link", { name: TITLE }));
  await officer.follow(step(officer, "通过并发布"));
  await walk.goto(his, found.draft);
  await his.follow(his.page.getByRole("link", { name: "查看课程" }));
  await walk.look(his, "published course");
}

async function bought(walk, found) {
  const her = await walk.as("娜仁·苏和");
  const { page } = her;
  await walk.goto(her, `/courses?search=${encodeURIComponent(TITLE)}`);
  await her.follow(page.getByRole("link", { name: TITLE }));
  await her.follow(step(her, "下单"));
  await her.follow(step(her, /^付款 ¥/));
  await her.follow(step(her, /^付款 ¥/));
  await page.getByText("款已到账，课程已开通，可以开始学习。").waitFor();
  await walk.goto(her, "/learn");
  await her.follow(page.getByRole("link", { name: TITLE }));
  await her.follow(page.getByRole("link", { name: /勘查与规划/ }).first());
  const video = page.locator("video");
  found.film = await video.getAttribute("src");
  const length = await video.evaluate(
    (film) =>
      new Promise((resolve) => {
        if (film.duration > 0) resolve(film.duration);
        film.addEventListener("loadedmetadata", () => resolve(film.duration));
      }),
  );
  assert.ok(Math.abs(length - 55) < 1, `the film plays ${length} s`);
}

async function shared(walk, found) {
  const other = await walk.as("乌日娜");
  const answer = await other.context.request.get(walk.demo.url + found.film);
  assert.equal(answer.status(), 404);
  const her = await walk.as("娜仁·苏和");
  const plain = await her.context.request.get(walk.demo.url + found.film.split("?")[0]);
  assert.equal(plain.status(), 403);
}
