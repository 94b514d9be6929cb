// What studying leaves behind: ledger, certificate, verification, decision, report and card.

import assert from "node:assert/strict";

import { isPdfOf } from "../lib/pdf.mjs";
import { step } from "./people.mjs";
import { LEARNER, SHORT } from "./study.mjs";

const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 5: hours stand in the ledger once; the certificate is issued, and printed. */
export async function printsTheCertificate(walk) {
  const her = await walk.as(LEARNER);
  await walk.go(her, "学时账本");
  await walk.look(her, "hours of all years");
  await her.follow(her.page.getByRole("link", { name: /2022/ }).first());
  const lines = await her.page.locator("table.ledger tbody tr").allInnerTexts();
  const count = (title) => lines.filter((line) => line.includes(title)).length;
  assert.equal(count(SHORT), 1, "lines of the short course");
  assert.equal(count("铸牢中华民族共同体意识：制度与内蒙古实践"), 1, "lines of the public course");
  await walk.look(her, "hours of the year");
  await walk.go(her, "我的证书");
  const paper = await appears(her, () =>
    her.page.getByRole("listitem").filter({ hasText: SHORT }).filter({ hasText: "打印证书" }),
  );
  await walk.look(her, "certificates");
  const number = await paper.locator(".number").first().innerText();
  await isPdfOf(her, paper.getByRole("link", { name: /^打印证书/ }), LEARNER);
  return number;
}

/** Waits until something is made that is shown only when the page is asked for again. */
async function appears(window, find) {
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    if ((await find().count()) > 0) return find().first();
    await window.page.waitForTimeout(500);
    await window.page.reload();
  }
  throw new Error(`nothing appears on ${window.page.url()}`);
}

/** 6: anyone opens the address of the QR code. */
export async function anyoneVerifies(walk, number) {
  const anyone = await walk.stranger();
  const answer = await walk.goto(anyone, `/verify/${number}`);
  assert.equal(answer.status(), 200);
  const text = await anyone.page.getByRole("main").innerText();
  for (const words of ["有效", SHORT, "2022 年度", "乌**"]) {
    assert.ok(text.includes(words), `the verification does not say ${words}:\n${text}`);
  }
  assert.ok(!text.includes(LEARNER), "the verification tells the whole name");
  await walk.look(anyone, "verify valid");
  await anyone.tolerating(/status of 404/, async () => {
    const mistyped = number.slice(0, -1) + SYMBOLS[(SYMBOLS.indexOf(number.at(-1)) + 1) % 32];
    assert.equal((await walk.goto(anyone, `/verify/${mistyped}`)).status(), 404);
    await anyone.page.getByText("编号格式不对").waitFor();
    await walk.look(anyone, "verify mistyped");
    const never = await neverIssued(anyone, walk.demo.url, number);
    assert.equal((await walk.goto(anyone, `/verify/${never}`)).status(), 404);
    await anyone.page.getByText("从未签发").waitFor();
    await walk.look(anyone, "verify never issued");
  });
}

/** A number that has the right form and was never issued: one of 32 has the right check symbol. */
async function neverIssued(window, url, number) {
  const other = number[6] === "0" ? "1" : "0";
  for (const check of SYMBOLS) {
    const candidate = number.slice(0, 6) + other + number.slice(7, -1) + check;
    const answer = await window.context.request.get(`${url}/verify/${candidate}`);
    assert.equal(answer.status(), 404);
    if ((await answer.text()).includes("从未签发")) return candidate;
  }
  throw new Error("no check symbol fits");
}

/** 7: may she apply for an intermediate title? Answers with the outcome's words. */
export async function asksForADecision(walk, name, outcome) {
  const her = await walk.as(LEARNER);
  await walk.go(her, "申报判定");
  if (!walk.examiner.seen.has("decision question")) await walk.look(her, "decision question");
  await her.page.getByLabel("职称评审", { exact: true }).check();
  await her.page.getByLabel("申报级别").selectOption({ label: "中级" });
  await her.page.getByLabel("申报日期").fill("2022-12-20");
  const answer = her.page.locator("#answer").filter({ hasText: "2022年12月20日申报" });
  await answer.getByRole("heading", { name: outcome }).waitFor();
  if (outcome === "学时不足") await supposes(her, answer, outcome);
  await her.follow(step(her, "留存这个结论"));
  const text = await her.page.getByRole("main").innerText();
  assert.equal(await her.page.getByRole("heading", { level: 1 }).innerText(), outcome, text);
  assert.ok(text.includes("N2022 §2a.1"), `no clause:\n${text}`);
  assert.ok(text.includes("结果一字不差"), `it cannot be replayed:\n${text}`);
  if (outcome === "学时不足") assert.ok(text.includes("怎么补"), `no plan:\n${text}`);
  await walk.look(her, name);
}

/** The answer follows what she supposes, and comes back when she takes it back. */
async function supposes(her, answer, outcome) {
  await her.page.getByText("假设资料有变").click();
  const sector = her.page.getByLabel("单位性质");
  await sector.selectOption({ label: "非公有制单位" });
  await answer.getByRole("heading", { name: "学时作参考" }).waitFor();
  await answer.getByText("真正申报时须有证明").waitFor();
  await sector.selectOption({ index: 0 });
  await answer.getByRole("heading", { name: outcome }).waitFor();
}

/** 8: the report is drawn up, confirmed and approved; she prints the card. */
export async function printsTheCard(walk) {
  const her = await walk.as(LEARNER);
  await walk.go(her, "首页");
  await her.follow(step(her, "办理年度报告"));
  await walk.look(her, "report to draw up");
  await her.follow(step(her, "核对并生成报告"));
  await walk.look(her, "report to check");
  await her.follow(step(her, "核对无误，生成报告"));
  await her.page.getByText("等待用人单位确认：开发区大数据中心").waitFor();
  await walk.look(her, "report drawn up");
  await employerConfirms(walk);
  await bureauApproves(walk);
  await walk.go(her, "首页");
  await her.follow(step(her, /^(打印审验卡|查看审验卡)$/));
  const print = await appears(her, () => her.page.getByRole("link", { name: "打印审验卡（PDF）" }));
  await walk.look(her, "card");
  await isPdfOf(her, print, LEARNER);
  const number = /K2022(-\w{4}){3}/.exec(await her.page.getByRole("main").innerText())[0];
  const anyone = await walk.stranger();
  await walk.goto(anyone, `/verify/${number}`);
  await anyone.page.getByText("这份证件由本系统签发，现在有效。").waitFor();
  await walk.look(anyone, "verify card");
  await walk.goto(her, "/report/2022");
  await walk.look(her, "report approved");
  return number;
}

async function employerConfirms(walk) {
  const employer = await walk.as("李雅琴");
  await walk.go(employer, "本单位");
  await walk.look(employer, "employer");
  await employer.follow(employer.page.getByRole("link", { name: LEARNER }).first());
  await walk.look(employer, "employer report");
  await employer.follow(employer.page.getByRole("button", { name: /确认/ }).first());
  await employer.page.getByText("报告已确认，已送人社部门审批。").waitFor();
}

async function bureauApproves(walk) {
  const officer = await walk.as("孙玉兰");
  await walk.go(officer, "经办");
  await walk.look(officer, "bureau");
  await officer.follow(officer.page.getByRole("link", { name: LEARNER }).first());
  await walk.look(officer, "bureau report");
  await officer.follow(officer.page.getByRole("button", { name: "批准", exact: true }));
  await officer.page.getByText("报告已批准，审验卡正在生成。").waitFor();
}
