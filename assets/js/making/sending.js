// One file on its way. It finds an upload of the same file that was begun before, goes on from what
// the server holds, and tries again by itself while the line is away.

import { whyOf } from "./line.js";

const PIECE_BYTES = 8 * 1024 * 1024;
const AGAIN_MS = [0, 1000, 3000, 5000, 10000, 20000, 30000, 60000];

export class Sending {
  constructor(tus, file, { token, purpose }, show) {
    this.show = show;
    this.percent = 0;
    this.isGoing = false;
    this.upload = new tus.Upload(file, {
      endpoint: "/uploads",
      chunkSize: PIECE_BYTES,
      retryDelays: AGAIN_MS,
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name, filetype: file.type, purpose },
      headers: { "x-csrf-token": token, accept: "application/json" },
      onProgress: (sent, all) => this.progress(sent, all),
      onShouldRetry: (error, attempt, options) => this.again(error),
      onError: (error) => this.failed(error),
      onSuccess: () => this.done(),
    });
  }

  async start() {
    this.isGoing = true;
    this.tell("sending");
    if (!this.upload.url) {
      const before = await this.upload.findPreviousUploads();
      if (before.length > 0) this.upload.resumeFromPreviousUpload(before[0]);
    }
    if (this.isGoing) this.upload.start();
  }

  async pause() {
    this.isGoing = false;
    await this.upload.abort();
    this.tell("paused");
  }

  async cancel() {
    this.isGoing = false;
    await this.upload.abort(true).catch(() => {});
  }

  progress(sent, all) {
    this.percent = all > 0 ? (sent * 100) / all : 100;
    if (this.isGoing) this.tell("sending");
  }

  // A line that is away comes back; a full disk or a lock may, and the server says so; a refusal
  // stays one.
  again(error) {
    const status = error.originalResponse?.getStatus() ?? 0;
    const comesBack = status === 0 || status === 409 || status === 423 || status >= 500;
    const why = whyOf(error.originalResponse?.getBody() ?? "");
    if (comesBack && this.isGoing) {
      this.show({ kind: why ? "waiting" : "offline", percent: this.percent, why });
    }
    return comesBack && this.isGoing;
  }

  failed(error) {
    this.isGoing = false;
    const why = whyOf(error.originalResponse?.getBody() ?? "");
    this.show({ kind: "failed", percent: this.percent, why });
  }

  done() {
    this.isGoing = false;
    const id = this.upload.url.split("/").pop();
    this.show({ kind: "done", percent: 100, id });
  }

  tell(kind) {
    this.show({ kind, percent: this.percent });
  }
}
