// Somebody who signed in as in a browser, by cookie, and reads pages.

const FORM = "application/x-www-form-urlencoded";

/** Signs in; the answer. */
export async function signIn(demo, { login, password }) {
  const body = new URLSearchParams({ login, password }).toString();
  const headers = { "content-type": FORM, accept: "text/html", origin: demo.url };
  return fetch(`${demo.url}/sign-in`, { method: "POST", headers, body, redirect: "manual" });
}

export class Visitor {
  #demo;
  #cookie;

  static async enter(demo, account) {
    const visitor = new Visitor();
    visitor.#demo = demo;
    const answer = await signIn(demo, account);
    const cookies = answer.headers.getSetCookie();
    if (answer.status !== 303) throw new Error(`signing in: ${answer.status}`);
    visitor.#cookie = cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    return visitor;
  }

  /** The status of each of these pages. */
  async see(paths) {
    const headers = { cookie: this.#cookie, accept: "text/html" };
    const seen = {};
    for (const path of paths) {
      const answer = await fetch(this.#demo.url + path, { headers, redirect: "manual" });
      await answer.arrayBuffer();
      seen[path] = answer.status;
    }
    return seen;
  }
}
