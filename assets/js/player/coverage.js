// A set of whole milliseconds as sorted, disjoint spans [from, to). It knows nothing of players.

// So little between two stretches is no place to go back to.
const SLIVER_MS = 1000;

export class Coverage {
  constructor(spans = []) {
    this.spans = [];
    for (const [from, to] of spans) this.add(from, to);
  }

  get isEmpty() {
    return this.spans.length === 0;
  }

  get total() {
    return this.spans.reduce((sum, [from, to]) => sum + to - from, 0);
  }

  add(from, to) {
    if (!(from < to)) return;
    const kept = [];
    for (const span of this.spans) {
      if (span[1] < from || span[0] > to) {
        kept.push(span);
      } else {
        from = Math.min(from, span[0]);
        to = Math.max(to, span[1]);
      }
    }
    kept.push([from, to]);
    this.spans = kept.sort((one, other) => one[0] - other[0]);
  }

  addAll(spans) {
    for (const [from, to] of spans) this.add(from, to);
  }

  remove(from, to) {
    this.spans = this.spans.flatMap(([start, end]) =>
      [[start, Math.min(end, from)], [Math.max(start, to), end]].filter(([a, b]) => a < b),
    );
  }

  has(at) {
    return this.spans.some(([from, to]) => from <= at && at < to);
  }

  // Where to go on: the first gap of a lesson that is worth going back for; 0 when there is none.
  resumeAt(length) {
    let at = 0;
    for (const [from, to] of this.spans) {
      if (from > at + SLIVER_MS) break;
      at = to;
    }
    return at + SLIVER_MS >= length ? 0 : at;
  }

  // Takes out at most so many spans, the earliest first.
  take(most) {
    return this.spans.splice(0, most);
  }

  // Where a seek ends. Back is free; forward only to what is covered: else as near as that comes.
  reach(from, to) {
    if (to <= from || this.has(to)) return to;
    const ends = this.spans.map(([, end]) => end).filter((end) => end > from && end <= to);
    return Math.max(from, ...ends);
  }
}
