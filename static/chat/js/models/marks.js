/** Tells the server how far somebody has read: at once, and then not more often than every few seconds. */

import { CLOCK } from "../lib/clock.js";

const PAUSE = 2000; // milliseconds between two marks of a room

export class Marks {
  #ask;
  #clock;
  #waiting = new Map(); // of each room that was just told: the seq to be told next, or null
  #told = new Map(); // what the server knows, by room

  /** `ask`: of the client. */
  constructor({ ask, clock = CLOCK }) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** What the server says that it knows; what was read since is told again. */
  begin(room, told) {
    this.#told.set(room.id, told);
    if (room.read > told) this.tell(room);
  }

  tell({ id, read }) {
    if (this.#waiting.has(id)) this.#waiting.set(id, read);
    else this.#say(id, read);
  }

  /** What waits is told now: the page may be gone soon. */
  flush() {
    for (const [id, seq] of this.#waiting) if (seq !== null) this.#say(id, seq);
  }

  #say(id, seq) {
    if (seq <= (this.#told.get(id) ?? 0)) return;
    this.#waiting.set(id, null);
    this.#clock.setTimeout(() => this.#again(id), PAUSE);
    const told = () => this.#told.set(id, Math.max(seq, this.#told.get(id) ?? 0));
    this.#ask({ do: "mark.read", room: id, seq }).then(told, () => {}); // a loss is made good by `begin`
  }

  #again(id) {
    const seq = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (seq !== null) this.#say(id, seq);
  }
}
