// The pages of a walk, asked for in English: every page is English.

import { Window } from "../lib/browser.mjs";
import { CONTENTS } from "../lib/words.mjs";

/**
 * Everybody's pages once more, in windows that ask for English. `names` are what people of the walk
 * wrote in Chinese.
 */
export async function inEnglish(walk, names) {
  const windows = new Map();
  const chinese = [...walk.demo.accounts.map(({ name }) => name), ...CONTENTS, ...names];
  for (const [name, { window, path }] of walk.examiner.seen) {
    if (!windows.has(window)) {
      const state = await window.context.storageState();
      const other = await Window.open(walk.browser, { language: "en", state });
      await other.page.goto(walk.demo.url);
      windows.set(window, other);
    }
    await walk.examiner.lookInEnglish(windows.get(window), name, path, chinese);
  }
  for (const window of windows.values()) await window.close();
}
