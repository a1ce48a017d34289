/** The pins of a room: known once they were asked for, and kept true by what is heard from then on. */

export class Pins {
  #found = new Map(); // the newest known of each message that is pinned, or was, by seq
  #loading = false;
  known = false;

  /** The latest first. */
  get list() {
    const pinned = [...this.#found.values()].filter((message) => message.pinned);
    return pinned.sort((one, other) => (one.pinned < other.pinned ? 1 : -1));
  }

  /** Asks for all of them. */
  async load(room, ask) {
    this.#loading = true;
    try {
      for (let before = null, more = true; more; ) {
        const page = await ask({ do: "room.pins", room, before });
        for (const message of page.messages) this.#put(message);
        before = page.messages.at(-1)?.pinned ?? null;
        more = page.more ?? false;
      }
      this.known = true;
    } finally {
      this.#loading = false;
    }
  }

  /** Takes up a message as it is now. */
  take(message) {
    if (message.pinned || this.#loading || this.#found.has(message.seq)) this.#put(message);
  }

  /** What was posted up to a position is gone. */
  purge(floor) {
    for (const seq of this.#found.keys()) if (seq <= floor) this.#found.delete(seq);
  }

  forget() {
    this.#found.clear();
    this.known = false;
  }

  #put(message) {
    const known = this.#found.get(message.seq);
    if (!known || known.rev < message.rev) this.#found.set(message.seq, message);
  }
}
