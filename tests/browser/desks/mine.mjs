// What is known about somebody, and what she is told.

import assert from "node:assert/strict";

import { step } from "../walk/people.mjs";

const LEARNER = "巴特尔";

/** The data of a learner. */
export class Mine {
  constructor(walk) {
    this.walk = walk;
  }

  async looks() {
    this.hers = await this.walk.as(LEARNER);
    await this.walk.goto(this.hers, "/account/data");
    await this.walk.look(this.hers, "data about me");
    await this.hers.follow(step(this.hers, "准备下载文件"));
    await this.walk.look(this.hers, "data asked for");
    await this.walk.goto(this.hers, "/account/data/erasure");
    await this.walk.look(this.hers, "data erasure");
    const stranger = await this.walk.stranger();
    await this.walk.goto(stranger, "/privacy");
    await this.walk.look(stranger, "privacy notice");
  }

  async readsMessages() {
    const { page } = this.hers;
    await this.walk.goto(this.hers, "/messages");
    const text = await page.locator("main").innerText();
    assert.match(text, /学时折算|折算/);
    assert.doesNotMatch(text, /\d{17}[\dXx]/, "an identity number in a message");
    await this.walk.look(this.hers, "messages");
    await this.walk.goto(this.hers, "/account/messages");
    await this.walk.look(this.hers, "messages wishes");
    await this.walk.goto(this.hers, "/demo/outbox");
    await this.walk.look(this.hers, "outbox of the demo");
  }
}
