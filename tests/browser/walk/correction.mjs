// A correction takes two officers; what rests on the entry follows.

import assert from "node:assert/strict";

import { step } from "./people.mjs";
import { asksForADecision } from "./record.mjs";
import { LEARNER, SHORT } from "./study.mjs";

/** Why the entry is revoked, as the officer writes it. */
export const REASON = "抽查发现本课程由他人代学。";

/** 9: one officer proposes to revoke an entry, another one decides. */
export async function officersCorrect(walk) {
  const first = await walk.as("包立新");
  await walk.go(first, "经办");
  await first.follow(step(first, "查找人员"));
  await first.page.getByLabel(/姓名/).fill(LEARNER);
  await first.follow(step(first, "查找"));
  await walk.look(first, "people");
  await first.follow(first.page.getByRole("link", { name: LEARNER }).first());
  await walk.look(first, "person");
  const line = first.page.getByRole("row").filter({ hasText: SHORT });
  await first.follow(line.getByRole("link", { name: /提出撤销/ }));
  await walk.look(first, "revocation to propose");
  await first.page.getByLabel("撤销原因").fill(REASON);
  await first.follow(step(first, "提出撤销"));
  await first.page.getByText("这是您提出的，须由另一位经办人员决定。").waitFor();
  assert.equal(await first.page.getByRole("button", { name: "撤销这条记录" }).count(), 0);
  await walk.look(first, "revocation proposed");
  const second = await walk.as("孙玉兰");
  await walk.go(second, "经办");
  const cases = second.page.getByRole("region", { name: "待决定的撤销" });
  await second.follow(cases.getByRole("link", { name: LEARNER }));
  await walk.look(second, "revocation to decide");
  await second.follow(step(second, "撤销这条记录"));
  await second.page.getByText("已撤销，账本已新增冲销记录。").waitFor();
  await walk.look(second, "revocation decided");
}

/** 9: ledger, progress, decision, certificate and card follow. */
export async function everythingFollows(walk, { certificate, card }) {
  const her = await walk.as(LEARNER);
  await walk.go(her, "首页");
  await her.page.getByText("59.98 / 60 学时").first().waitFor();
  const stations = her.page.getByRole("list", { name: "今年办到哪一步" }).getByRole("listitem");
  assert.match(await stations.filter({ hasText: "审验卡" }).innerText(), /暂停使用/);
  await walk.look(her, "home after correction");
  await walk.goto(her, "/hours/2022");
  const lines = await her.page.locator("table.ledger tbody tr").allInnerTexts();
  const own = lines.filter((line) => line.includes(SHORT));
  assert.equal(own.length, 2, `both lines:\n${own.join("\n")}`);
  assert.ok(own[1].includes("冲销第") && own[1].includes(REASON), own[1]);
  await walk.look(her, "hours after correction");
  await asksForADecision(walk, "decision after correction", "学时不足");
  await walk.goto(her, "/card/2022");
  await her.page.getByText("暂停使用").first().waitFor();
  assert.equal(await her.page.getByRole("link", { name: /^打印审验卡/ }).count(), 0);
  await walk.look(her, "card suspended");
  await walk.goto(her, "/report/2022");
  await walk.look(her, "report after correction");
  await walk.go(her, "我的证书");
  await walk.look(her, "certificates after correction");
  const anyone = await walk.stranger();
  for (const [number, words, name] of [
    [certificate, "这张证书确实签发过，但对应的学时已被人社部门撤销", "verify revoked"],
    [card, "这张审验卡确实签发过", "verify suspended"],
  ]) {
    await walk.goto(anyone, `/verify/${number}`);
    await anyone.page.getByText(words).waitFor();
    await walk.look(anyone, name);
  }
}
