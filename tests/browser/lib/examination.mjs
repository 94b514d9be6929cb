// What every page of the walk is examined for: axe, words, width, weight, links. One examination
// gathers all that is wrong with a page, so that a run tells all at once.

import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";

import { bareKeys, chineseWords, englishWords } from "./words.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const PICTURES = new URL("../../../target/screenshots/", import.meta.url).pathname;

const [NARROW, WIDE] = [
  { width: 360, height: 740 },
  { width: 1280, height: 900 },
];
/** What a page may weigh before its media, in bytes. */
const WEIGHT_MAX = 100_000;

/** Examines pages, takes their pictures, and remembers what it saw. */
export class Examiner {
  /** What is wrong, in words. */
  findings = [];
  /** Paths seen so far, each with the window in which it was seen. */
  seen = new Map();
  #number = 0;

  /** `isThorough` is whether pictures are taken and links are followed. */
  constructor({ isThorough }) {
    this.isThorough = isThorough;
  }

  /** Examines the page that a window shows, under a name. */
  async look(window, name) {
    const { page } = window;
    const path = new URL(page.url()).pathname + new URL(page.url()).search;
    const complain = (words) => this.findings.push(`${name} (${path}): ${words}`);
    this.seen.set(`${name}`, { window, path });
    for (const words of await violations(page)) complain(words);
    const facts = await page.evaluate(read);
    if (facts.lang !== "zh-CN") complain(`its language is ${facts.lang}`);
    for (const key of bareKeys(facts.text)) complain(`a key without words: ${key}`);
    for (const word of englishWords(facts.text)) complain(`English: ${word}`);
    if (facts.headings !== 1) complain(`${facts.headings} headings of the first order`);
    if (facts.bytes > WEIGHT_MAX) complain(`${facts.bytes} bytes of HTML`);
    await this.#picture(page, name, complain);
  }

  async #picture(page, name, complain) {
    this.#number += 1;
    const file = `${String(this.#number).padStart(2, "0")}-${name.replaceAll(" ", "-")}`;
    if (this.isThorough) await mkdir(PICTURES, { recursive: true });
    for (const size of [NARROW, WIDE]) {
      await page.setViewportSize(size);
      const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
      if (width > size.width) complain(`${width} px wide in a window of ${size.width} px`);
      if (!this.isThorough) continue;
      await page.screenshot({ path: `${PICTURES}${file}-${size.width}.png`, fullPage: true });
    }
  }

  /** Looks whether the links of a page lead somewhere, each once. */
  async follow(window, name) {
    if (!this.isThorough) return;
    const links = await window.page.$$eval("a[href^='/']", (all) =>
      all.map((a) => a.getAttribute("href")),
    );
    this.followed ??= new Set();
    for (const link of new Set(links.map((link) => link.split("#")[0]))) {
      const sort = `${name.split(" ")[0]} ${link.replace(/[a-z]+_[0-9A-Z]{26}/g, "ID")}`;
      if (link === "" || this.followed.has(sort)) continue;
      this.followed.add(sort);
      const answer = await window.context.request.get(new URL(link, window.page.url()).href);
      if (answer.status() >= 400) this.findings.push(`${name}: ${link} answers ${answer.status()}`);
    }
  }

  /** Looks at a page that was seen in Chinese once more, asked for in English. */
  async lookInEnglish(window, name, path, names) {
    const answer = await window.page.goto(new URL(path, window.page.url()).href);
    const complain = (words) => this.findings.push(`${name} in English (${path}): ${words}`);
    if (answer.status() >= 500) complain(`answers ${answer.status()}`);
    const facts = await window.page.evaluate(read);
    if (facts.lang !== "en") complain(`its language is ${facts.lang}`);
    for (const key of bareKeys(facts.text)) complain(`a key without words: ${key}`);
    for (const word of chineseWords(facts.frame, names)) complain(`Chinese: ${word}`);
  }
}

/** What axe finds serious on a page, in words. */
export async function violations(page) {
  if (!(await page.evaluate("typeof axe !== 'undefined'"))) {
    // Not as an element of the page: the content security policy would rightly refuse it.
    const { readFile } = await import("node:fs/promises");
    await page.evaluate(await readFile(AXE, "utf8"));
  }
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ["violations"] }),
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, help, nodes }) =>
        `axe ${id} (${help}) at ${nodes.map(({ target }) => target).join(", ")}`,
    );
}

/** Runs in the page: what it says, and to whom. */
function read() {
  const isForeign = (node) =>
    node.parentElement?.closest("[lang]:not(html), code, .number, .hash, script, style");
  const texts = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      if (!isForeign(walker.currentNode)) found.push(walker.currentNode.data);
    }
    return found.join(" ");
  };
  const labels = [
    ...document.querySelectorAll("[aria-label], [alt], [title], [placeholder], [data-label]"),
  ];
  const told = labels.map((one) =>
    ["aria-label", "alt", "title", "placeholder", "data-label"]
      .map((name) => one.getAttribute(name) ?? "")
      .join(" "),
  );
  const frame =
    "header, nav, footer, aside.demo-line, h2, th, dt, legend, label, button, summary, .hint";
  return {
    lang: document.documentElement.lang,
    text: [document.title, texts(document.body), ...told].join(" "),
    frame: [...document.querySelectorAll(frame)].map(texts).join(" "),
    headings: document.querySelectorAll("h1").length,
    bytes: new Blob([document.documentElement.outerHTML]).size,
  };
}
