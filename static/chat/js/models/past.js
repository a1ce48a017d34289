/** A piece of a room's log around a message of long ago, without a hole; it grows both ways. */

import { Run } from "./run.js";

export class Past {
  #run = new Run();
  older;
  newer;

  /** `messages`: in order and without a hole; whether there are `older` and `newer` ones. */
  constructor({ messages, older, newer }) {
    for (const message of messages) this.#run.put(message);
    Object.assign(this, { older, newer });
  }

  get messages() {
    return this.#run.messages;
  }

  find(seq) {
    return this.#run.find(seq);
  }

  get first() {
    return this.#run.first;
  }

  get last() {
    return this.#run.last;
  }

  before(messages, older) {
    for (const message of messages) this.#run.put(message);
    this.older = older;
  }

  after(messages, newer) {
    for (const message of messages) this.#run.put(message);
    this.newer = newer;
  }

  /** What was posted at or below a position is gone for everybody. */
  purge(floor) {
    if ((this.first ?? Infinity) <= floor) this.older = false;
    this.#run.purge(floor);
  }

  /** Takes a message as it is now, if it is one of these. */
  change(message) {
    this.#run.change(message);
  }
}
