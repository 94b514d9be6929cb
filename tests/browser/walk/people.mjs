// The people of the walk, each with a window of her own in which she signs in as people do.

import { Window } from "../lib/browser.mjs";

/** A walk through one demo: its browser, who is in it, and what is seen on the way. */
export class Walk {
  #windows = new Map();

  constructor({ demo, browser, examiner, engine }) {
    Object.assign(this, { demo, browser, examiner, engine });
  }

  /** A window without anybody in it. */
  async stranger() {
    return this.#keep("stranger", () => Window.open(this.browser));
  }

  /** The window in which somebody is signed in. */
  async as(name) {
    return this.#keep(name, async () => {
      const window = await Window.open(this.browser);
      await this.signIn(window, name);
      return window;
    });
  }

  async #keep(name, open) {
    if (!this.#windows.has(name)) this.#windows.set(name, await open());
    return this.#windows.get(name);
  }

  /** Signs in with the login and the password of an account, from wherever the window is. */
  async signIn(window, name) {
    const { login, password } = this.demo.account(name);
    const { page } = window;
    if (page.url() === "about:blank") await page.goto(this.demo.url);
    await window.follow(page.getByRole("banner").getByRole("link", { name: "登录", exact: true }));
    if (!this.examiner.seen.has("sign in")) await this.look(window, "sign in");
    await page.getByLabel("身份证号或手机号").fill(login);
    await page.getByLabel("密码", { exact: true }).fill(password);
    await window.follow(page.getByRole("main").getByRole("button", { name: "登录", exact: true }));
  }

  /** Follows an entry of the navigation. */
  async go(window, entry) {
    const nav = window.page.getByRole("navigation", { name: "主导航" });
    await window.follow(nav.getByRole("link", { name: entry, exact: true }));
  }

  /** Goes to an address as one does who kept it. */
  goto(window, path) {
    return window.page.goto(this.demo.url + path);
  }

  /** Examines the page that a window shows. */
  async look(window, name) {
    await this.examiner.look(window, name);
    await this.examiner.follow(window, name);
  }

  /** Closes all windows. */
  async close() {
    for (const window of this.#windows.values()) await window.close();
  }

  /** What the windows complained of. */
  get complaints() {
    return [...this.#windows.values()].flatMap(({ complaints }) => complaints);
  }
}

/** A button or a link by its words: on pages of this site both are what leads on. */
export function step(window, words) {
  const main = window.page.getByRole("main");
  const [button, link] = ["button", "link"].map((role) => main.getByRole(role, { name: words }));
  return button.or(link).first();
}
