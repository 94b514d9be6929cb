// Randomness that can be repeated: the same seed gives the same numbers.

/** The run's seed: given in XUESHI_TEST_SEED, or new. Whoever uses it prints it. */
export function seedOfRun() {
  return Number(process.env.XUESHI_TEST_SEED ?? Date.now() % 1_000_000);
}

/** A generator after Marsaglia (xorshift32). */
export class Random {
  #state;

  constructor(seed) {
    // Neighbouring seeds must not give neighbouring numbers, and nought gives only noughts.
    this.#state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) | 0 || 1;
    for (let round = 0; round < 8; round += 1) this.#next();
  }

  #next() {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return state >>> 0;
  }

  /** A whole number from `from` up to but not including `to`. */
  between(from, to) {
    return from + (this.#next() % (to - from));
  }

  /** One of a list. */
  one(list) {
    return list[this.between(0, list.length)];
  }
}
