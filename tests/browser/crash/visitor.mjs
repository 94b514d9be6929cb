// Somebody who signs in and out with a password all the time. A session that was given holds until
// it is given back.

import assert from "node:assert/strict";

import { Gone } from "../lib/client.mjs";

/** Signs in and out; never comes to an end. */
export class Visitor {
  #cookies = [];
  #signedOut = null;
  #given = 0;

  constructor({ demo, account }) {
    Object.assign(this, { demo, account });
  }

  get done() {
    return this.#given > 5;
  }

  async step(random) {
    if (this.#cookies.length > 3) return this.#signOut(random.between(0, this.#cookies.length));
    const { login, password } = this.account;
    const answer = await this.#send("POST", "/sign-in", { login, password });
    assert.equal(answer.status, 303, "signing in");
    this.#cookies.push(/xueshi_session=[^;]+/.exec(answer.headers.get("set-cookie"))[0]);
    this.#given += 1;
  }

  async #signOut(at) {
    const [cookie] = this.#cookies.splice(at, 1);
    const page = await (await this.#send("GET", "/account", null, cookie)).text();
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)[1];
    const answer = await this.#send("POST", "/sign-out", { csrf }, cookie);
    assert.equal(answer.status, 303, "signing out");
    this.#signedOut = cookie;
  }

  /** After a restart. */
  async check() {
    const status = async (cookie) => (await this.#send("GET", "/api/v1/me", null, cookie)).status;
    for (const cookie of this.#cookies) assert.equal(await status(cookie), 200, "a session given");
    if (this.#signedOut) assert.equal(await status(this.#signedOut), 401, "a session given back");
  }

  async #send(method, path, fields, cookie = "") {
    const body = fields ? new URLSearchParams(fields) : undefined;
    const options = { method, body, headers: { cookie }, redirect: "manual" };
    try {
      const answer = await fetch(this.demo.url + path, options);
      // The whole answer: half of one is none.
      const bytes = await answer.arrayBuffer();
      return new Response(answer.status === 303 ? null : bytes, answer);
    } catch (error) {
      throw new Gone(`${method} ${path}`, { cause: error });
    }
  }

  get tally() {
    return `${this.#given} sessions given`;
  }
}
