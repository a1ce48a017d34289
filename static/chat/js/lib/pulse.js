/**
 * When to ask whether the other side is still there, and whether this one has slept.
 *
 * A machine that sleeps stops its timers and not its clock: a tick that comes late tells.
 */

const TICK = 1000; // milliseconds
const NAP = 4000; // so late a tick has slept; hidden pages tick late, too, and lose nothing by a ping
const PATIENCE = 10_000; // for an answer, after which the connection is dead whatever the network says

export class Pulse {
  #clock;
  #ping;
  #dead;
  #woke;
  #every = 25_000;
  #tick = null;
  #next = null;
  #deadline = null;

  /** `ping()` asks; `dead()`: no answer came; `woke()`: there was a sleep. */
  constructor({ clock, ping, dead, woke }) {
    this.#clock = clock;
    this.#ping = ping;
    this.#dead = dead;
    this.#woke = woke;
  }

  /** Watch the clock from now on. */
  start() {
    if (this.#tick === null) this.#watch(this.#clock.now());
  }

  stop() {
    this.rest();
    this.#clock.clearTimeout(this.#tick);
    this.#tick = null;
  }

  /** There is a connection, to be asked every so many milliseconds. */
  begin(every) {
    this.#every = every;
    this.beat();
  }

  /** An answer came. */
  beat() {
    this.rest();
    this.#next = this.#clock.setTimeout(() => this.check(), this.#every);
  }

  /** Ask now; without an answer in `patience` milliseconds it is dead. */
  check(patience = PATIENCE) {
    this.rest();
    this.#deadline = this.#clock.setTimeout(this.#dead, patience);
    this.#ping();
  }

  /** There is no connection. */
  rest() {
    this.#clock.clearTimeout(this.#next);
    this.#clock.clearTimeout(this.#deadline);
  }

  #watch(before) {
    this.#tick = this.#clock.setTimeout(() => {
      const now = this.#clock.now();
      this.#watch(now);
      if (now - before > TICK + NAP) this.#woke();
    }, TICK);
  }
}
