// Saves the newest choice of one question until the server has acknowledged it. It knows nothing of
// the page.
//
// A choice whose receipt got lost is sent again as it was before a newer one follows: the server then
// knows it again, and this page is not taken for a stale one.

const RETRY_MS = [1000, 2000, 4000, 8000];
const FINAL = { "exams.newer_answer": "stale", "exams.attempt_closed": "over" };

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class Saver {
  // `send({ choice, revision })` answers `{ status, body }` or throws without a network;
  // `tell(state, body)` hears `saving`, `saved`, `retry`, `stale`, `over`, `refused`.
  constructor(send, revision, tell, timer = (run, delay) => setTimeout(run, delay)) {
    this.send = send;
    this.revision = revision;
    this.tell = tell;
    this.timer = timer;
    this.wanted = null;
    this.sent = null;
    this.isBusy = false;
    this.isOver = false;
    this.isRetrying = false;
    this.failures = 0;
  }

  get isBehind() {
    return this.wanted !== null || this.sent !== null;
  }

  save(choice) {
    this.wanted = choice;
    return this.#pump();
  }

  async #pump() {
    if (this.isBusy || this.isOver) return;
    this.sent ??= this.wanted;
    if (this.sent === null) return;
    if (isSame(this.sent, this.wanted)) this.wanted = null;
    this.isBusy = true;
    if (this.failures === 0) this.tell("saving");
    let answer = null;
    try {
      answer = await this.send({ choice: this.sent, revision: this.revision });
    } catch {
      // No network: the choice waits.
    }
    this.isBusy = false;
    if (answer === null || answer.status >= 500 || answer.status === 429) return this.#again();
    this.failures = 0;
    this.sent = null;
    if (answer.status === 200) {
      this.revision = answer.body.revision;
      this.tell("saved", answer.body);
      return this.#pump();
    }
    const state = FINAL[answer.body?.code] ?? "refused";
    this.isOver = state !== "refused";
    this.wanted = null;
    this.tell(state, answer.body);
  }

  #again() {
    this.tell("retry");
    // One timer at a time: a further choice may have failed too.
    if (this.isRetrying) return;
    this.isRetrying = true;
    const delay = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    this.timer(() => {
      this.isRetrying = false;
      return this.#pump();
    }, delay);
  }
}
