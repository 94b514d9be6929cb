// Sends beats and keeps them until they are answered. It knows nothing of films and pages.
//
// A beat that got no answer is sent again with the same number and the same segments, so that it
// counts once; what was played meanwhile waits for the next number. What is not answered is kept
// for this window too (see `keeper`), so that the page may be loaded again meanwhile.

import { Coverage } from "./coverage.js";

// As many as the server takes in one beat.
const SEGMENTS_MAX = 200;
// A stretch so short was refused because two clocks differ: it is sent again with a later beat.
const JITTER_MS = 1000;
const RETRY_MS = [2000, 4000, 8000, 15000];
const TOO_FAST = "learning.faster_than_clock";
const OVER = ["learning.taken_over", "learning.session_ended"];

const ms = (spans) => spans.map(([from, to]) => [Math.round(from * 1000), Math.round(to * 1000)]);
const seconds = (spans) => spans.map(([from, to]) => [from / 1000, to / 1000]);
const NO_KEEPER = { load: () => null, save: () => {} };

export class Sender {
  // `api`: open, beat, end, answer, renew. `tell(event)` hears what happens: `answered`, `trouble`,
  // `lost`, `check`.
  constructor(api, tell, timer = (run, delay) => setTimeout(run, delay), keeper = NO_KEEPER) {
    this.api = api;
    this.tell = tell;
    this.timer = timer;
    this.keeper = keeper;
    this.session = null;
    this.acknowledged = new Coverage();
    this.fresh = new Coverage();
    // Told to the server before its clock allowed it: it credits that later by itself.
    this.early = new Coverage();
    this.refused = new Coverage();
    // Taken back by a missed check, until it is earned again.
    this.uncredited = new Coverage();
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
    known.addAll(this.uncredited.spans);
    return known;
  }

  get pending() {
    return [...this.fresh.spans, ...(this.waiting?.segments ?? []), ...this.early.spans];
  }

  // What this window kept of an earlier page goes on under its session, with the same numbers.
  // Whether there was something.
  restore() {
    const kept = this.keeper.load();
    if (kept === null) return false;
    this.session = kept.session;
    this.seq = kept.seq;
    this.waiting = kept.waiting;
    this.fresh = new Coverage(kept.fresh);
    return true;
  }

  // Opens a session. Tells `{ opened }`, `{ other }` or `{ problem }`; throws without a network.
  async open(takeOver) {
    const answer = await this.api.open(takeOver);
    if (answer.status === 200) {
      this.session = answer.body.id;
      this.seq = 0;
      this.acknowledged = new Coverage(ms(answer.body.covered));
      // The clock of a new session knows nothing of what was told to another early.
      this.fresh.addAll(this.early.spans);
      this.early = new Coverage();
      for (const [from, to] of this.acknowledged.spans) this.fresh.remove(from, to);
      this.#settle();
      this.#keep();
      if (answer.body.check) this.tell({ kind: "check", check: answer.body.check });
      return { opened: answer.body };
    }
    if (answer.body?.code === "learning.other_session") return { other: answer.body.session };
    return { problem: answer };
  }

  note(from, to) {
    this.fresh.add(from, to);
    this.#keep();
  }

  // Sends what was played since the last beat, or the beat that is still waiting.
  async flush() {
    if (this.session === null || this.isBusy) return;
    this.waiting ??= this.#next();
    if (this.waiting === null) return;
    this.#keep();
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

  // Answers a presence check; `option` null says that nobody answered in time. What came of it:
  // `{ outcome, again, uncredited, complete }`, or null where the network or the server failed.
  async answer(check, option) {
    let answer;
    try {
      answer = await this.api.answer(check, option === null ? {} : { option });
    } catch {
      return null;
    }
    if (answer.body?.code === "web.csrf") await this.api.renew();
    if (answer.status === 404) return { outcome: "gone", again: null, uncredited: [], complete: false };
    if (answer.status !== 200) return null;
    const { outcome, check: again, covered, uncredited, complete } = answer.body;
    this.acknowledged = new Coverage(ms(covered));
    this.#takeBack(uncredited);
    return { outcome: outcome ?? null, again: again ?? null, uncredited: ms(uncredited), complete };
  }

  // The page goes away: the end takes the last beat along. What is not answered is in it once more;
  // the server counts each second once.
  end() {
    if (this.session === null) return;
    const { session } = this;
    const last = new Coverage(this.pending);
    const beat = last.isEmpty ? null : { seq: this.seq + 1, segments: last.take(SEGMENTS_MAX) };
    this.api.end(session, beat === null ? {} : { ...beat, segments: seconds(beat.segments) });
    this.#drop();
    // Whether it arrives nobody will hear: sent again, it gets the same answer.
    if (beat !== null) this.keeper.save({ session, seq: beat.seq, waiting: beat, fresh: last.spans });
  }

  // A beat of its own number; an empty one while the server's clock has to catch up with what it
  // was told early.
  #next() {
    if (this.fresh.isEmpty && this.early.isEmpty) return null;
    this.seq += 1;
    return { seq: this.seq, segments: this.fresh.take(SEGMENTS_MAX) };
  }

  #keep() {
    const { session, seq, waiting } = this;
    const kept = { session, seq, waiting, fresh: this.fresh.spans };
    this.keeper.save(session !== null && this.isBehind ? kept : null);
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
    // Only what we have said ourselves is final: a proxy on the way speaks for nobody.
    if (status >= 500 || status === 429 || body?.code === undefined) return this.#again("trouble");
    if (status === 404) return this.#lost("learning.session_ended", body?.detail ?? "");
    // The server will never take this beat: it is not sent again.
    this.refused.addAll(this.waiting.segments);
    this.waiting = null;
    this.#keep();
    this.tell({ kind: "answered", complete: false, refused: [{ code: body?.code, words: body?.detail ?? "" }] });
  }

  #credited(body) {
    const { segments } = this.waiting;
    const lost = body.refused.find(({ code }) => OVER.includes(code));
    this.failures = 0;
    if (lost) return this.#lost(lost.code, lost.words);
    this.waiting = null;
    if (body.check_missed) this.#takeBack(body.check_missed.uncredited);
    const refused = this.#place(segments, body.refused);
    this.#caughtUp(Math.round(body.covered_s * 1000));
    this.#settle();
    this.#keep();
    this.tell({
      kind: "answered", complete: body.complete, covered_ms: Math.round(body.covered_s * 1000), refused,
      missed: body.check_missed ?? null,
    });
    if (body.check) this.tell({ kind: "check", check: body.check });
    // More than one beat holds had been kept.
    if (this.fresh.spans.length >= SEGMENTS_MAX) return this.flush();
  }

  // Where the parts of an answered beat go; what is refused for good, with its words.
  #place(segments, refusals) {
    const credited = new Coverage(segments);
    const refused = [];
    for (const { segment, code, words } of refusals) {
      const [[from, to]] = ms([segment]);
      credited.remove(from, to);
      if (code === TOO_FAST && to - from < JITTER_MS) {
        this.fresh.add(from, to);
      } else if (code === TOO_FAST) {
        this.early.add(from, to);
      } else {
        this.refused.add(from, to);
        refused.push({ code, words });
      }
    }
    this.acknowledged.addAll(credited.spans);
    return refused;
  }

  // The server's clock has caught up with some of what it was told early, the first of it first.
  #caughtUp(coveredMs) {
    let more = coveredMs - this.acknowledged.total;
    for (const [from, to] of [...this.early.spans]) {
      if (more <= 0) return;
      const end = Math.min(to, from + more);
      this.acknowledged.add(from, end);
      more -= end - from;
    }
  }

  // What is acknowledged is nothing else any more.
  #settle() {
    for (const [from, to] of this.acknowledged.spans) {
      for (const other of [this.refused, this.early, this.uncredited]) other.remove(from, to);
    }
  }

  #takeBack(spans) {
    for (const [from, to] of ms(spans)) {
      this.acknowledged.remove(from, to);
      this.uncredited.add(from, to);
    }
    this.#settle();
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
    this.early = new Coverage();
    this.failures = 0;
    this.#keep();
  }
}
