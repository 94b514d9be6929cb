// A disk that is really full, in the middle of watching and in the middle of an upload: what cannot
// be kept is refused in words and never acknowledged, everything else goes on, and when there is
// space again it goes on by itself. On SQLite, whose file stands on the disk that is full.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { NoDisk, SmallDisk } from "./full-disk/disk.mjs";
import { Sender } from "./full-disk/sender.mjs";
import { signIn, Visitor } from "./full-disk/visitor.mjs";
import { FULL, isRefused, Watcher } from "./full-disk/watcher.mjs";
import { Client } from "./lib/client.mjs";
import { Demo } from "./lib/demo.mjs";
import { film, sha256 } from "./making/film.mjs";

const MEGABYTE = 1024 * 1024;
/** Room for the demo (10 MB), its journal, and a film twice: as it came, and as it is kept. */
const DISK_BYTES = 256 * MEGABYTE;
const FILM_MEGABYTES = 72;
/** What is left when the film is sent: behind its first acknowledgement, before its end. */
const SPARE_BYTES = 44 * MEGABYTE;
const FULL_UPLOAD = {
  status: 507,
  code: "uploads.disk_full",
  words: /服务器存储空间已满，上传暂停了。/,
};
/** A minute, and a little more. */
const SEEN_MS = 62_000;
const PAGES = ["/health", "/", "/courses", "/learn", "/orders", "/api/v1/me/enrolments"];

describe("a full disk", () => {
  test("on SQLite", { timeout: 300_000 }, async (t) => {
    let disk;
    try {
      disk = await SmallDisk.mount(DISK_BYTES);
    } catch (error) {
      if (error instanceof NoDisk) return t.skip(error.message);
      throw error;
    }
    try {
      await fullDisk(t, disk);
    } finally {
      await disk.unmount();
    }
  });
});

async function fullDisk(t, disk) {
  const demo = await Demo.start("SQLite", { disk });
  const steps = {
    "beats are credited while there is room": credited,
    "in the middle of watching: beats are refused in words, and everything else answers": refused,
    "when there is space the same beat is credited, once": recovered,
    "killed while the disk is full, and started on it: nothing acknowledged is lost": killed,
    "in the middle of an upload: it is refused in words, and what is told is what is there": filled,
    "when there is space the upload goes on from there, and is what was sent": resumed,
    "an upload that nobody wants any more can be ended on the full disk": ended,
    "whoever signed in more than a minute ago goes on reading": afterAMinute,
    "started on a full disk without a journal it says why it cannot": notStarted,
    "every second and every entry is accounted for": accounted,
  };
  const scene = { t, demo, disk };
  let skip = false;
  try {
    for (const [words, deed] of Object.entries(steps)) {
      await t.test(words, { skip }, async () => {
        skip = "a step before it failed";
        await deed(scene);
        skip = false;
      });
    }
  } finally {
    if (skip) t.diagnostic(demo.complaints);
    await demo.remove();
  }
}

async function credited(scene) {
  const { demo } = scene;
  const account = demo.account("娜仁·苏和");
  scene.her = new Watcher(new Client(demo, account));
  scene.browser = await Visitor.enter(demo, account);
  scene.entered = Date.now();
  await scene.her.open();
  for (let beats = 0; beats < 5; beats += 1) {
    await scene.her.isCredited(await scene.her.play(400));
  }
  await scene.her.check();
}

/** Everything is read, and what would be written is refused. */
async function readsOnly({ demo, browser, her }) {
  const all = Object.fromEntries(PAGES.map((path) => [path, 200]));
  assert.deepEqual(await browser.see(PAGES), all, "pages on a full disk");
  await isRefused(her.end());
  const answer = await signIn(demo, demo.account("巴特尔"));
  assert.equal(answer.status, FULL.status);
  const page = await answer.text();
  assert.match(page, FULL.words);
  assert.ok(page.includes(FULL.code), "the code stands on the page");
  await her.check();
}

async function refused(scene) {
  const { disk, her } = scene;
  await disk.fill();
  assert.equal(await disk.left(), 0);
  scene.beat = await her.playUntilRefused();
  for (let times = 0; times < 3; times += 1) await her.isRefused(scene.beat);
  await readsOnly(scene);
  await her.isRefused(scene.beat);
}

async function recovered({ disk, her, beat }) {
  await disk.clear();
  const answer = await her.isCredited(beat);
  assert.deepEqual(await her.again(beat), answer, "the same beat has the same answer");
  await her.isCredited(await her.play(400));
  await her.check();
}

async function killed({ demo, disk, her }) {
  await disk.fill();
  const beat = await her.playUntilRefused();
  await demo.kill();
  await demo.begin();
  await her.check();
  await her.isRefused(beat);
  await demo.kill();
  await disk.clear();
  await demo.begin();
  await her.check();
  await her.isCredited(beat);
  await demo.kill();
  await demo.begin();
  await her.check();
}

async function filled(scene) {
  const { t, demo, disk, her } = scene;
  scene.film = await film(FILM_MEGABYTES);
  scene.base = new Sender(demo, disk, demo.account("白志强"));
  const { base } = scene;
  scene.upload = await base.create(scene.film.length, "满.mp4");
  await disk.fill(SPARE_BYTES);
  await isRefused(base.send(scene.upload, scene.film, 0), FULL_UPLOAD);
  scene.offset = await base.offset(scene.upload);
  const size = await base.size(scene.upload);
  t.diagnostic(`refused at ${size} bytes, ${scene.offset} of them acknowledged`);
  assert.ok(scene.offset > 0 && scene.offset < scene.film.length, "it stands in its middle");
  assert.equal(size, scene.offset, "what is told is what is there, and the rest is given back");
  const there = await base.stored(scene.upload, scene.offset);
  assert.ok(there.equals(scene.film.subarray(0, scene.offset)), "it is what was sent");
  await her.isCredited(await her.play(400));
  await disk.fill();
  await isRefused(base.send(scene.upload, scene.film, scene.offset), FULL_UPLOAD);
  const offset = await base.offset(scene.upload);
  assert.ok(offset >= scene.offset && offset <= (await base.size(scene.upload)), "told stays told");
  scene.offset = offset;
  await disk.fill();
  scene.beat = await her.playUntilRefused();
  await readsOnly(scene);
}

async function resumed({ demo, disk, base, upload, film: sent, offset, her, beat }) {
  await disk.clear();
  await her.isCredited(beat);
  assert.equal(await base.send(upload, sent, offset), sent.length);
  assert.equal(await base.offset(upload), sent.length);
  assert.equal(sha256(await base.stored(upload)), sha256(sent), "what was sent is what is stored");
  const served = await lessonOf(new Client(demo, demo.account("白志强")), upload);
  assert.equal(sha256(served), sha256(sent), "what was sent is what is served");
}

/** Makes a lesson of an upload; the bytes that its page plays, once they were looked into. */
async function lessonOf(client, upload) {
  const exam = { exam_questions: "2", exam_minutes: "30", exam_attempts: "3" };
  const years = { year_from: "2022", year_to: "2022" };
  const draft = await client.form("/base/drafts", {
    ...{ category: "professional", field: "computer", title: "磁盘写满以后", ...years, ...exam },
    summary: "空间恢复以后接着传完。",
  });
  await client.form(`${draft}/lessons`, { title: "接着传" });
  const lesson = new RegExp(`${draft}/lessons/[^"/]+`).exec(await client.page(draft))[0];
  await client.form(`${lesson}/file`, { purpose: "media", upload: upload.split("/").pop() });
  const until = Date.now() + 60_000;
  for (;;) {
    const file = await client.bytes(`${lesson.replace("/base/", "/")}/file`).catch((error) => {
      if (error.status !== 404 || Date.now() > until) throw error;
    });
    if (file) return file;
    await pause(200);
  }
}

async function ended({ disk, base, film: sent, her }) {
  const upload = await base.create(sent.length, "不要了.mp4");
  await disk.fill(SPARE_BYTES);
  await isRefused(base.send(upload, sent, 0), FULL_UPLOAD);
  await disk.fill();
  await her.playUntilRefused();
  await base.end(upload);
  await her.isCredited(await her.play(400));
  await disk.clear();
}

/** By then marking a browser's session as seen is due, which wants to be written. */
async function afterAMinute(scene) {
  const { disk, her, entered } = scene;
  await disk.fill();
  await her.playUntilRefused();
  await pause(Math.max(0, entered + SEEN_MS - Date.now()));
  // Meanwhile the journal may have been taken over into the database, and have room again.
  await her.playUntilRefused();
  await readsOnly(scene);
  await disk.clear();
}

async function notStarted({ demo, disk }) {
  await demo.stop();
  await disk.fill();
  await assert.rejects(demo.begin(), /db\.full[^]*make room/);
  await disk.clear();
  await demo.begin();
}

async function accounted({ t, demo, her }) {
  await demo.kill();
  await demo.begin();
  await her.check();
  await demo.stop();
  const told = (await demo.doctorHours()).trim();
  t.diagnostic(told);
  assert.match(told, /; 0 differences$/);
  const { entries, broken } = await demo.verifyLedger();
  t.diagnostic(`${entries} entries of the ledger, ${her.acknowledged} ms acknowledged`);
  assert.ok(entries > 0);
  assert.equal(broken, 0, "the chain of the ledger");
}
