// The right answers of the demo's presence checks, read from the media list that the demo is seeded
// with.

import { readFileSync } from "node:fs";

const LIST = readFileSync(new URL("../../../content/media/media.toml", import.meta.url), "utf8");
const QUESTION = /text = (".*?"), options = (\[.*?\]), right = (\d)/g;

const right = new Map();
for (const [, text, options, at] of LIST.matchAll(QUESTION)) {
  right.set(JSON.parse(text), JSON.parse(options)[Number(at)]);
}

/** Where the right option of the open check stands on the screen, from 1. */
export async function rightNumber(page) {
  const dialog = page.locator("#check");
  const question = (await dialog.locator("legend").innerText()).trim();
  const wanted = right.get(question);
  if (!wanted) throw new Error(`no question in content/media: ${question}`);
  const options = await dialog.locator(".option label span").allInnerTexts();
  return options.indexOf(wanted) + 1;
}
