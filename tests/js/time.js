/** Time that passes when it is told to; what is due in it happens in order, and promises settle in between. */

export class Time {
  #now = 1_000_000;
  #timers = [];
  #next = 0;

  now = () => this.#now;

  setTimeout = (call, wait) => {
    const timer = { call, at: this.#now + wait, number: (this.#next += 1) };
    this.#timers.push(timer);
    return timer;
  };

  clearTimeout = (timer) => {
    this.#timers = this.#timers.filter((other) => other !== timer);
  };

  async pass(milliseconds) {
    const end = this.#now + milliseconds;
    for (let due; (due = this.#due(end)); ) {
      this.clearTimeout(due);
      this.#now = Math.max(this.#now, due.at);
      due.call();
      await settled();
    }
    this.#now = end;
    await settled();
  }

  /** The machine sleeps: the clock goes on, and what was due meanwhile is late. */
  sleep(milliseconds) {
    this.#now += milliseconds;
  }

  #due(end) {
    const due = this.#timers.filter(({ at }) => at <= end);
    return due.sort((one, other) => one.at - other.at || one.number - other.number)[0];
  }
}

/** Once the promises that can have settled, and those that wait for them, so many times over. */
export async function settled(times = 1) {
  for (let time = 0; time < times; time += 1) await new Promise((done) => setImmediate(done));
}
