/** A search in the messages: what is looked for, where, and what was found so far. */

import { settled } from "../lib/settled.js";

const PAUSE = 250; // milliseconds after the last key

export class Search extends EventTarget {
  #ask;
  #later;
  #turn = 0; // only the answer to the last question counts
  query = "";
  room = null; // the id of the room in which to look; null: in all
  found = []; // things.Found, the best first
  before = null; // where there is more
  state = "empty"; // empty, searching, done, or failed
  error = null; // why it failed

  /** `ask`: gives the reply to a command, rejects with Refused or Lost. */
  constructor(ask, clock = globalThis) {
    super();
    this.#ask = ask;
    this.#later = settled(() => this.now(), PAUSE, clock);
  }

  type(query) {
    this.query = query;
    this.#later();
  }

  within(room) {
    if (this.room === room) return;
    this.room = room;
    this.now();
  }

  /** Ask at once, afresh. */
  async now() {
    const turn = (this.#turn += 1);
    if (!this.query.trim()) return this.#show({ found: [], before: null, state: "empty", error: null });
    this.#show({ state: "searching", error: null });
    return this.#take(turn, null);
  }

  async more() {
    if (this.before === null || this.state === "searching") return;
    this.#show({ state: "searching" });
    await this.#take(this.#turn, this.before);
  }

  async #take(turn, before) {
    const command = { do: "search", q: this.query.trim(), room: this.room, before };
    try {
      const reply = await this.#ask(command);
      if (turn !== this.#turn) return;
      const found = before === null ? reply.messages : [...this.found, ...reply.messages];
      this.#show({ found, before: reply.before ?? null, state: "done", error: null });
    } catch (error) {
      if (turn === this.#turn) this.#show({ found: before === null ? [] : this.found, state: "failed", error });
    }
  }

  #show(changes) {
    Object.assign(this, changes);
    this.dispatchEvent(new Event("change"));
  }
}
