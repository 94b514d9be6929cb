// One thing after the other: each is begun when the one before is done, all are checked.

/** A row of deeds. */
export class Sequence {
  constructor(...deeds) {
    this.deeds = deeds;
  }

  get done() {
    return this.deeds.every(({ done }) => done);
  }

  /** Whether a film is watched just now. */
  get isWatching() {
    return this.deeds.find(({ done }) => !done)?.isWatching ?? false;
  }

  async step(random) {
    await this.deeds.find(({ done }) => !done)?.step(random);
  }

  async check() {
    for (const deed of this.deeds) await deed.check();
  }

  get tally() {
    return this.deeds.map(({ tally }) => tally).join("\n");
  }
}
