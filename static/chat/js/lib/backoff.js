/** How long to wait before the next try: not at all, then "full jitter", so that a crowd does not come back at once. */

const FIRST = 500; // milliseconds
const LONGEST = 30_000;

export class Backoff {
  #random;
  #tries = 0;

  constructor(random = Math.random) {
    this.#random = random;
  }

  /** Milliseconds: 0, then longer and longer until `reset`. */
  next() {
    const most = this.#tries ? Math.min(LONGEST, FIRST * 2 ** (this.#tries - 1)) : 0;
    this.#tries += 1;
    return this.#random() * most;
  }

  reset() {
    this.#tries = 0;
  }
}
