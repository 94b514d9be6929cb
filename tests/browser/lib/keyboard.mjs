// A window used by keyboard alone. Wherever the focus goes, it must be seen.

/** More stops than any page of the site has before its content. */
const STOPS_MAX = 120;

/** The keyboard before a window. */
export class Keyboard {
  /** Where the focus was not to be seen, in words. */
  findings = new Set();

  constructor(window) {
    this.page = window.page;
  }

  /** Presses Tab until something with these words has the focus. */
  async tabTo(words) {
    const passed = [];
    for (let stop = 0; stop < STOPS_MAX; stop += 1) {
      await this.page.keyboard.press("Tab");
      const focus = await this.focus();
      if (focus === null) continue;
      if (!focus.isSeen) this.findings.add(`${new URL(this.page.url()).pathname}: ${focus.words}`);
      if (words.test(focus.words)) return focus;
      passed.push(focus.words);
    }
    throw new Error(
      `Tab does not reach ${words} on ${this.page.url()}, only: ${passed.join(", ")}`,
    );
  }

  /** Presses a key that leads to another page, and waits for that. */
  async follow(key = "Enter") {
    await Promise.all([this.page.waitForEvent("load"), this.page.keyboard.press(key)]);
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  /** What has the focus: its words, and whether one sees that it has it. */
  async focus() {
    for (let look = 0; ; look += 1) {
      const found = await this.#look();
      // The page may still be scrolling to it.
      if (found === null || found.isSeen || look === 10) return found;
      await this.page.waitForTimeout(50);
    }
  }

  #look() {
    return this.page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body || one === document.documentElement) return null;
      const label = one.labels?.[0]?.innerText;
      const words = one.getAttribute("aria-label") || label || one.innerText || one.value || one.id;
      const box = one.getBoundingClientRect();
      const isInside =
        box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      // The player marks the track of its ranges, of which no script can ask how it looks.
      const isRange = one.type === "range" && one.matches(":focus-visible");
      const isMarked =
        isRange ||
        [one, one.parentElement].some((each) => {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
          return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
        });
      return { words: words.trim(), type: one.type ?? "", isSeen: isInside && isMarked };
    });
  }
}
