// Whom a draft of the rules would touch: from the region's page to the figures.

import assert from "node:assert/strict";

import { step } from "../walk/people.mjs";

const ADMIN = "萨仁高娃";
const DRAFT = "hohhot-etdz/2023";

export async function readsTheDraft(walk) {
  const her = await walk.as(ADMIN);
  await walk.go(her, "自治区");
  await walk.look(her, "region");
  await her.follow(her.page.getByRole("link", { name: DRAFT }));
  const heading = await her.page.getByRole("heading", { level: 1 }).innerText();
  assert.equal(heading, "2023 年度政策草案");
  await walk.look(her, "draft");
}

export async function refusesAnotherYear(walk) {
  const her = await walk.as(ADMIN);
  // The field itself keeps to the year; whoever goes round it is told by the server.
  await her.page.locator("#on").evaluate((field) => {
    field.removeAttribute("max");
    field.removeAttribute("min");
    field.value = "2022-06-30";
  });
  await her.tolerating(/status of 422/, () => her.follow(step(her, "开始计算")));
  assert.notEqual(await her.page.locator("#on-bad").innerText(), "");
  await walk.look(her, "draft refused");
}

export async function countsTheEffect(walk) {
  const her = await walk.as(ADMIN);
  const { page } = her;
  await page.getByLabel("申报日期").fill("2023-09-01");
  await her.follow(step(her, "开始计算"));
  await page.getByText("正在计算").waitFor({ state: "detached" });
  const main = await page.getByRole("main").innerText();
  assert.ok(main.includes("呼和浩特经济技术开发区") && main.includes("2023年9月1日"), main);
  const levels = await cells(page, "按级别");
  assert.deepEqual(
    levels.map(([level]) => level),
    ["高级", "中级", "初级"],
  );
  const changes = await cells(page, "怎么变");
  for (const [level, people, changed] of levels) {
    assert.ok(Number(people) > 100, `${people} people`);
    const counted = changes.filter(([of]) => of === level);
    const sum = counted.reduce((so, row) => so + Number(row[4]), 0);
    assert.equal(sum, Number(changed), `the changes of ${level} do not add up`);
    assert.ok(sum > 0, `nobody changes at ${level}`);
  }
  for (const [level, sector, was, becomes, count, cases] of changes) {
    const row = `${level} ${sector}`;
    // The draft's one change: women of 50 to 54 owe a third, and owed nothing.
    assert.equal(was, "不要求学时", row);
    assert.notEqual(becomes, was, row);
    const names = cases.split("、");
    assert.ok(names.length === Math.min(3, Number(count)) && names.every(Boolean), cases);
  }
  assert.ok(changes.some(([, sector]) => sector === "事业单位"));
  await walk.look(her, "effect");
}

/** The cells of the table below a heading. */
async function cells(page, heading) {
  const region = page.getByRole("region", { name: heading });
  const rows = await region.locator("tbody tr").all();
  return Promise.all(rows.map((row) => row.locator("td").allInnerTexts()));
}
