// A real Chromium, and windows in it that notice what goes wrong: errors of scripts, violations of
// the content security policy, answers of 500 and more.

import { chromium } from "playwright-core";

/** Starts the browser that CHROMIUM names. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--mute-audio",
      "--autoplay-policy=no-user-gesture-required",
    ],
  });
}

/** Somebody's window: cookies of its own, and a list of what went wrong in it. */
export class Window {
  /** What went wrong, in words; a test ends with it empty. */
  complaints = [];
  #tolerated = null;

  /**
   * Opens a window. Without a language the browser asks for none, as many do behind old proxies.
   * `state` are the cookies of another window.
   */
  static async open(browser, { language = "", state } = {}) {
    const context = await browser.newContext({
      extraHTTPHeaders: { "accept-language": language },
      viewport: { width: 1280, height: 900 },
      storageState: state,
      acceptDownloads: true,
    });
    const window = new Window();
    window.context = context;
    window.page = await context.newPage();
    window.page.setDefaultTimeout(15_000);
    window.#watch(window.page);
    return window;
  }

  #watch(page) {
    page.on("console", (message) => {
      if (message.type() !== "error" || this.#tolerated?.test(message.text())) return;
      this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.complaints.push(`${page.url()}: ${error}`));
    page.on("response", (answer) => {
      if (answer.status() >= 500) this.complaints.push(`${answer.url()}: ${answer.status()}`);
    });
  }

  /** Does something during which the browser may say this. */
  async tolerating(words, deed) {
    this.#tolerated = words;
    try {
      return await deed();
    } finally {
      this.#tolerated = null;
    }
  }

  /** Presses a button or follows a link, and waits until the page that it leads to is there. */
  async follow(locator) {
    const page = this.page;
    await Promise.all([page.waitForEvent("load"), locator.click()]);
  }

  close() {
    return this.context.close();
  }
}
