/** The log of one room as this client knows it: messages by `seq`, and the position `at`. */

export class Timeline {
  #messages = new Map();
  #sorted = null;
  at = null; // null: not opened yet
  epoch = null;
  older = true; // whether there may be messages before the first

  /** In the order in which they were posted. */
  get messages() {
    this.#sorted ??= [...this.#messages.values()].sort((a, b) => a.seq - b.seq);
    return this.#sorted;
  }

  get first() {
    return this.messages[0]?.seq ?? (this.at ?? 0) + 1;
  }

  /** What `room.open` asks, to hear only what was missed. */
  get since() {
    return this.at === null ? {} : { since: this.at, epoch: this.epoch };
  }

  /** Takes up the reply to `room.open`. */
  open({ epoch, seq, messages, reset, more }) {
    const fresh = this.at === null || reset;
    if (fresh) this.#forget();
    for (const message of messages) this.#upsert(message);
    if (fresh) this.older = this.first > 1;
    this.epoch = epoch;
    this.at = more ? messages.at(-1).rev : seq;
  }

  /** Takes up a change; false: something before it is missing, so the room must be opened again. */
  merge({ after, message }) {
    if (this.at === null || this.at < after) return false;
    if (message.rev <= this.at) return true;
    this.at = message.rev;
    if (message.seq >= this.first || message.seq === message.rev) this.#upsert(message);
    return true;
  }

  /** Takes up a page of history. */
  before({ messages, more }) {
    for (const message of messages) this.#upsert(message);
    this.older = more ?? false;
  }

  #upsert(message) {
    const known = this.#messages.get(message.seq);
    if (known && known.rev >= message.rev) return;
    this.#messages.set(message.seq, message);
    this.#sorted = null;
  }

  #forget() {
    this.#messages.clear();
    this.#sorted = null;
  }
}
