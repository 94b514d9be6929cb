// Turns the positions of a playing film into the stretches that were really played. A leap that the
// clock on the wall does not explain is no playing; a seek is told by `cut`.

// Media clocks and clocks on the wall differ a little.
const SLACK_MS = 500;

export class Tracker {
  // `played(from, to)` is told each stretch in whole milliseconds, never past `length`.
  constructor(length, played) {
    this.length = length;
    this.played = played;
    this.last = null;
  }

  // The film stands at `at` and plays, at `wall` of any steady clock, both in milliseconds.
  sample(at, wall, rate = 1) {
    const now = { at: Math.min(Math.round(at), this.length), wall };
    if (this.last !== null) {
      const moved = now.at - this.last.at;
      const passed = (wall - this.last.wall) * rate;
      if (moved > 0 && moved <= passed + SLACK_MS) this.played(this.last.at, now.at);
    }
    this.last = now;
  }

  // Playing stops at `at`.
  stop(at, wall, rate = 1) {
    if (this.last !== null) this.sample(at, wall, rate);
    this.last = null;
  }

  // The position is about to change without playing.
  cut() {
    this.last = null;
  }
}
