// How long each page of a document lies before the reader: page n stands for a stretch of the
// lesson's length of its own. Pure: no page, no clock.

export class Dwell {
  // So many pages share the length; the last has what does not divide.
  constructor(length, pages) {
    this.length = length;
    this.pages = Math.max(1, pages);
    this.each = Math.floor(length / this.pages);
  }

  // The stretch of page n, from 1.
  of(page) {
    const to = page === this.pages ? this.length : page * this.each;
    return [(page - 1) * this.each, to];
  }

  pageAt(ms) {
    return Math.min(this.pages, Math.floor(ms / this.each) + 1);
  }

  // Where reading goes on in a page: its first millisecond that is not known; its end when all is.
  at(page, known) {
    let [at, end] = this.of(page);
    for (const [from, to] of known.spans) if (from <= at && at < to) at = to;
    return Math.min(at, end);
  }

  // How much of a page is known, and of how much.
  share(page, known) {
    const [from, to] = this.of(page);
    const inside = known.spans.map(([a, b]) => Math.max(0, Math.min(b, to) - Math.max(a, from)));
    return [inside.reduce((sum, part) => sum + part, 0), to - from];
  }
}
