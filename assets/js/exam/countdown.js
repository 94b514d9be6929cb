// The time that is left, counted on from what the server said by a steady clock: the browser's own
// date plays no part.

const SOON_MS = 5 * 60_000;

export class Countdown {
  // `tell(left, event)`: each second; `event` is `soon` or `zero`, once each, else null.
  constructor(left, tell, now = () => performance.now()) {
    this.ends = now() + left;
    this.tell = tell;
    this.now = now;
    this.isSoon = left <= SOON_MS;
    this.isZero = false;
  }

  get left() {
    return Math.max(0, this.ends - this.now());
  }

  tick() {
    if (this.isZero) return;
    const { left } = this;
    let event = null;
    if (left === 0) {
      this.isZero = true;
      event = "zero";
    } else if (!this.isSoon && left <= SOON_MS) {
      this.isSoon = true;
      event = "soon";
    }
    this.tell(left, event);
  }
}
