// The words of the site, to find what slipped through: keys without words, English in a Chinese
// page, Chinese in the frame of an English one.

import { readdirSync, readFileSync } from "node:fs";

const LOCALE = new URL("../../../locales/zh-CN/", import.meta.url);

const keys = new Set();
for (const file of readdirSync(LOCALE)) {
  for (const [, key] of readFileSync(new URL(file, LOCALE), "utf8").matchAll(
    /^([a-z][a-z0-9-]*) *=/gm,
  )) {
    if (key.includes("-")) keys.add(key);
  }
}

/** Texts that are Chinese in every language: what courses say, employers, bases, posts. */
export const CONTENTS = [
  ...contents(),
  ...["开发区大数据中心", "青城职业技术继续教育基地", "开发区干部教育培训基地"],
  ...[
    "呼和浩特经济技术开发区科技人才局（演示）",
    "呼和浩特经济技术开发区科技人才局",
    "演示银行",
    "工程师",
  ],
];

function* contents() {
  const folder = new URL("../../../content/courses/", import.meta.url);
  for (const file of readdirSync(folder)) {
    const text = readFileSync(new URL(file, folder), "utf8");
    for (const [string] of text.matchAll(/"(?:[^"\\\n]|\\.)*[\u3400-\u9fff](?:[^"\\\n]|\\.)*"/g)) {
      yield JSON.parse(string);
    }
  }
}

/** Latin words that belong in a Chinese page. */
const AT_HOME = new Set([
  ...["pdf", "english", "xueshi", "a4", "sms", "xlsx", "csv", "utf"],
  // Sorts of files, as everybody calls them.
  ...["mp4", "webm", "aac", "ogg", "vtt", "webvtt", "opus", "jpg", "png"],
]);

/** Keys that stand in a text where their words should; also keys that were never given any. */
export function bareKeys(text) {
  const tokens = text.match(/\b[a-z]+(?:-[a-z0-9]+)+\b/g) ?? [];
  return [
    ...new Set(tokens.filter((token) => keys.has(token) || /-(words|hint|title)$/.test(token))),
  ];
}

/** Latin words that do not belong in a Chinese page. Courses may speak of Linux. */
export function englishWords(text) {
  const plain = text.replace(/\b[CK]\d{4}(-[0-9A-Z]{4})+\b/g, " ");
  const words = plain.match(/[A-Za-z]{3,}/g) ?? [];
  const isTaught = (word) => CONTENTS.some((content) => content.includes(word));
  return [...new Set(words)].filter((word) => !AT_HOME.has(word.toLowerCase()) && !isTaught(word));
}

/** Chinese in a text, without the names that are Chinese in every language. */
export function chineseWords(text, names) {
  const known = names.toSorted((one, other) => other.length - one.length);
  const rest = known.reduce((left, name) => left.replaceAll(name, " "), text);
  return [...new Set(rest.match(/[\u3400-\u9fff]{2,}/g) ?? [])];
}
