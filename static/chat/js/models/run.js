/** Messages of a room in the order in which they were posted, by `seq`. A change costs no walk through all. */

export class Run {
  #kept = [];
  #shown = []; // a copy for others, until something changes

  /** The same array until something changes, then another one; of its messages only the touched ones are new. */
  get messages() {
    this.#shown ??= this.#kept.slice();
    return this.#shown;
  }

  get size() {
    return this.#kept.length;
  }

  get first() {
    return this.#kept[0]?.seq ?? null;
  }

  get last() {
    return this.#kept.at(-1)?.seq ?? null;
  }

  find(seq) {
    const message = this.#kept[this.#place(seq)];
    return message?.seq === seq ? message : undefined;
  }

  /** Takes a message as it is now, unless a later state of it is known. */
  put(message) {
    const at = this.#place(message.seq);
    const known = this.#kept[at]?.seq === message.seq ? this.#kept[at] : null;
    if (known && known.rev >= message.rev) return;
    this.#kept.splice(at, known ? 1 : 0, message);
    this.#shown = null;
  }

  /** Takes it only in place of an earlier state. */
  change(message) {
    if (this.find(message.seq)) this.put(message);
  }

  /** Forgets the oldest but so many. */
  keep(most) {
    if (this.size <= most) return;
    this.#kept.splice(0, this.size - most);
    this.#shown = null;
  }

  /** Forgets what was posted at or below a position. */
  purge(floor) {
    if ((this.first ?? Infinity) > floor) return;
    this.#kept = this.#kept.filter(({ seq }) => seq > floor);
    this.#shown = null;
  }

  clear() {
    this.#kept = [];
    this.#shown = null;
  }

  /** Where a message of this `seq` stands, or would stand; most are the last. */
  #place(seq) {
    if (!this.size || this.last < seq) return this.size;
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#kept[middle].seq < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
