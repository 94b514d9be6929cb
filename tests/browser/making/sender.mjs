// A program that uploads by tus, on node's own sockets: it can be cut off anywhere.

import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const PIECE = 256 * 1024;

/** Sends files for whoever is signed in in a window. */
export class Sender {
  constructor(demo, window) {
    Object.assign(this, { demo, window });
  }

  async #headers(more) {
    const cookies = await this.window.context.cookies();
    const csrf = await this.window.page.locator("meta[name=csrf]").getAttribute("content");
    return {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
      "x-csrf-token": csrf,
      "tus-resumable": "1.0.0",
      ...more,
    };
  }

  async #ask(method, path, more) {
    const headers = await this.#headers(more);
    return fetch(this.demo.url + path, { method, headers, redirect: "manual" });
  }

  /** Begins an upload; its path. */
  async create(bytes, name) {
    const told = `filename ${Buffer.from(name).toString("base64")}`;
    const more = { "upload-length": String(bytes), "upload-metadata": told };
    const answer = await this.#ask("POST", "/uploads", more);
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.headers.get("location");
  }

  /** How many bytes the server holds. */
  async offset(path) {
    const answer = await this.#ask("HEAD", path, {});
    if (answer.status !== 200) throw new Error(`HEAD answers ${answer.status}`);
    return Number(answer.headers.get("upload-offset"));
  }

  /** Sends bytes from an offset; with `until`, cuts the line when so many bytes are on their way. */
  async send(path, bytes, offset, { until = Infinity, atCut } = {}) {
    const headers = await this.#headers({
      "content-type": "application/offset+octet-stream",
      "upload-offset": String(offset),
      "content-length": String(bytes.length - offset),
    });
    const sending = request(this.demo.url + path, { method: "PATCH", headers });
    const answered = new Promise((resolve) => {
      sending.on("response", (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sending.on("error", () => resolve(null));
    });
    for (let at = offset; at < bytes.length; at += PIECE) {
      if (at >= until) {
        await (atCut?.() ?? Promise.resolve());
        sending.destroy();
        return answered;
      }
      if (!sending.write(bytes.subarray(at, at + PIECE))) {
        await Promise.race([new Promise((done) => sending.once("drain", done)), answered, pause(5000)]);
      }
    }
    sending.end();
    return answered;
  }
}
