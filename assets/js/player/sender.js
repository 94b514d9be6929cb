// Sends beats and keeps them until they are answered. It knows nothing of films and pages.
//
// A beat that got no answer is sent again with the same number and the same segments, so that it
// counts once; what was played meanwhile waits for the next number. Nothing is stored beyond the
// page's own memory.

import { Coverage } from "./coverage.js";

// As many as the server takes in one beat.
const SEGMENTS_MAX = 200;
// A stretch so short was refused because two clocks differ: it is sent again with a later beat.
const JITTER_MS = 1000;
const RETRY_MS = [2000, 4000, 8000, 15000];

const ms = (spans) => spans.map(([from, to]) => [Math.round(from * 1000), Math.round(to * 1000)]);
const seconds = (spans) => spans.map(([from, to]) => [from / 1000, to / 1000]);

export class Sender {
  // `api`: open, beat, end, renew. `tell(event)` hears what happens: `answered`, `trouble`, `lost`.
  constructor(api, tell, timer = (run, delay) => setTimeout(run, delay)) {
    this.api = api;
    this.tell = tell;
    this.timer = timer;
    this.session = null;
    this.acknowledged = new Coverage();
    this.fresh = new Coverage();
    this.refused = new Coverage();
    this.waiting = null;
    this.seq = 0;
    this.isBusy = false;
    this.isRetrying = false;
    this.failures = 0;
  }

  // Whether something was played that the server has not acknowledged.
  get isBehind() {
    return this.waiting !== null || !this.fresh.isEmpty;
  }

  // Everything that was played or is covered: where one may seek.
  get known() {
    const known = new Coverage(this.acknowledged.spans);
    known.addAll(this.pending);
    known.addAll(this.refused.spans);
    return known;
  }

  get pending() {
    return [...this.fresh.spans, ...(this.waiting?.segments ?? [])];
  }

  // Opens a session. Tells `{ opened }`, `{ other }` or `{ problem }`; throws without a network.
  async open(takeOver) {
    const answer = await this.api.open(takeOver);
    if (answer.status === 200) {
      this.session = answer.body.id;
      this.seq = 0;
      this.acknowledged.addAll(ms(answer.body.covered));
      return { opened: answer.body };
    }
    if (answer.body?.code === "learning.other_session") return { other: answer.body.session };
    return { problem: answer };
  }

  note(from, to) {
    this.fresh.add(from, to);
  }

  // Sends what was played since the last beat, or the beat that is still waiting.
  async flush() {
    if (this.session === null || this.isBusy) return;
    this.waiting ??= this.#next();
    if (this.waiting === null) return;
    this.isBusy = true;
    let answer = null;
    try {
      answer = await this.api.beat(this.session, {
        seq: this.waiting.seq,
        segments: seconds(this.waiting.segments),
      });
    } catch {
      // No network: the beat waits.
    }
    this.isBusy = false;
    if (answer === null) return this.#again("offline");
    return this.#answered(answer);
  }

  // The page goes away: the end takes the last beat along. What is not answered is in it once more;
  // the server counts each second once.
  end() {
    if (this.session === null) return;
    const last = new Coverage(this.pending);
    const beat = last.isEmpty
      ? {}
      : { seq: this.seq + 1, segments: seconds(last.take(SEGMENTS_MAX)) };
    this.api.end(this.session, beat);
    this.#drop();
  }

  #next() {
    if (this.fresh.isEmpty) return null;
    this.seq += 1;
    return { seq: this.seq, segments: this.fresh.take(SEGMENTS_MAX) };
  }

  #again(why) {
    this.tell({ kind: "trouble", why });
    // One timer at a time: the regular beats fail too.
    if (this.isRetrying) return;
    this.isRetrying = true;
    const delay = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    this.timer(() => {
      this.isRetrying = false;
      return this.flush();
    }, delay);
  }

  async #answered({ status, body }) {
    if (status === 200) return this.#credited(body);
    if (status === 401) return this.#again("signed-out");
    if (body?.code === "web.csrf") {
      await this.api.renew();
      return this.#again("signed-out");
    }
    if (status >= 500 || status === 429) return this.#again("trouble");
    if (status === 404) return this.#lost("learning.session_ended", body?.detail ?? "");
    // The server will never take this beat: it is not sent again.
    this.refused.addAll(this.waiting.segments);
    this.waiting = null;
    this.tell({ kind: "answered", complete: false, refused: [{ code: body?.code, words: body?.detail ?? "" }] });
  }

  #credited(body) {
    const { segments } = this.waiting;
    const lost = body.refused.find(({ code }) =>
      ["learning.taken_over", "learning.session_ended"].includes(code),
    );
    this.failures = 0;
    if (lost) return this.#lost(lost.code, lost.words);
    this.waiting = null;
    const credited = new Coverage(segments);
    const refused = [];
    for (const { segment, code, words } of body.refused) {
      const [[from, to]] = ms([segment]);
      credited.remove(from, to);
      if (code === "learning.faster_than_clock" && to - from < JITTER_MS) {
        this.fresh.add(from, to);
      } else {
        this.refused.add(from, to);
        refused.push({ code, words });
      }
    }
    this.acknowledged.addAll(credited.spans);
    for (const [from, to] of this.acknowledged.spans) this.refused.remove(from, to);
    this.tell({ kind: "answered", complete: body.complete, covered_ms: Math.round(body.covered_s * 1000), refused });
    // More than one beat holds had been kept.
    if (this.fresh.spans.length >= SEGMENTS_MAX) return this.flush();
  }

  // The session is over. What another device's session made worthless is refused; what a session
  // that merely ended left is kept for the next one.
  #lost(code, words) {
    const segments = this.pending;
    this.#drop();
    const keeper = code === "learning.taken_over" ? this.refused : this.fresh;
    keeper.addAll(segments);
    this.tell({ kind: "lost", code, words });
  }

  #drop() {
    this.session = null;
    this.waiting = null;
    this.fresh = new Coverage();
    this.failures = 0;
  }
}
