// A program of the base that uploads by tus with a token, in one piece from where it stands to the
// end.

import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { Refused } from "../lib/client.mjs";

export class Sender {
  #demo;
  #disk;
  #account;

  constructor(demo, disk, account) {
    this.#demo = demo;
    this.#disk = disk;
    this.#account = account;
  }

  async #ask(method, path, more, body) {
    const headers = {
      authorization: `Bearer ${this.#account.token}`,
      accept: "application/json",
      "tus-resumable": "1.0.0",
      ...more,
    };
    const answer = await fetch(this.#demo.url + path, { method, headers, body });
    const text = await answer.text();
    if (!answer.ok) {
      const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? "";
      throw new Refused(`${method} ${path}`, answer.status, code, text);
    }
    return answer.headers;
  }

  /** Begins an upload; its path. */
  async create(bytes, name) {
    const told = `filename ${Buffer.from(name).toString("base64")}`;
    const more = { "upload-length": String(bytes), "upload-metadata": told };
    return (await this.#ask("POST", "/uploads", more)).get("location");
  }

  /** How many bytes the server says that it holds. */
  async offset(path) {
    return Number((await this.#ask("HEAD", path)).get("upload-offset"));
  }

  /** Ends an upload. */
  async end(path) {
    await this.#ask("DELETE", path);
  }

  /** The first so many bytes that stand on the disk. */
  async stored(path, bytes) {
    return (await readFile(join(this.#disk.seen, path))).subarray(0, bytes);
  }

  /** The size of the file on the disk. */
  async size(path) {
    return (await stat(join(this.#disk.seen, path))).size;
  }

  /** Sends all bytes from an offset on, in one piece; where the server is then. */
  async send(path, bytes, offset) {
    const more = {
      "content-type": "application/offset+octet-stream",
      "upload-offset": String(offset),
    };
    const told = await this.#ask("PATCH", path, more, bytes.subarray(offset));
    return Number(told.get("upload-offset"));
  }
}
