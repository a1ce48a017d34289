/** Back to a page that could not be opened, once the site answers: whether the network was away, or the site. */

import { Backoff } from "../lib/backoff.js";
import { CLOCK } from "../lib/clock.js";

export class Returning {
  #answers;
  #clock;
  #backoff;
  #go = () => {}; // ends the pause

  /** `answers` resolves with whether the site does; `clock` and `backoff`: as in lib/. */
  constructor({ answers, clock = CLOCK, backoff = new Backoff() }) {
    this.#answers = answers;
    this.#clock = clock;
    this.#backoff = backoff;
    backoff.next(); // the page that could not be opened was the first try
  }

  /** Resolves once the site answers: asked now and then, more and more seldom. */
  async wait() {
    do await this.#pause();
    while (!(await this.#answers()));
  }

  /** Somebody looks, or there is a network again: ask at once. */
  hurry() {
    this.#backoff.reset();
    this.#go();
  }

  #pause() {
    return new Promise((go) => {
      this.#go = go;
      this.#clock.setTimeout(go, this.#backoff.next());
    });
  }
}
