/** The part of a room's loaded messages that is drawn: a long log stays as quick as a short one. */

const STEP = 60; // messages that a move takes in at one end
const LEAST = 150; // drawn when one is at the end
const MOST = 250; // drawn at all

/** Which messages are drawn, by `seq`: whatever is loaded before or after them changes nothing. */
export class Stretch {
  #first = 0;
  #last = Infinity; // Infinity: to the end, and whatever comes

  /** Whether the newest message is drawn, and the next one will be. */
  get follows() {
    return this.#last === Infinity;
  }

  /** [from, to): the places in `messages` that are drawn. */
  of(messages) {
    return [placeOf(messages, this.#first), placeOf(messages, this.#last + 1)];
  }

  toEnd(messages) {
    this.#last = Infinity;
    this.#first = messages[Math.max(0, messages.length - LEAST)]?.seq ?? 0;
  }

  /** Draws the message `seq`, and as much before it as after it. */
  around(messages, seq) {
    const from = Math.max(0, placeOf(messages, seq) - LEAST / 2);
    this.#take(messages, from, from + LEAST);
  }

  /** Takes in earlier messages, and lets go of late ones; false: the first loaded one is drawn already. */
  earlier(messages) {
    const [from, to] = this.of(messages);
    if (from === 0) return false;
    const start = Math.max(0, from - STEP);
    this.#take(messages, start, Math.min(to, start + MOST));
    return true;
  }

  /** Takes in later messages, and lets go of early ones; false: the last loaded one is drawn already. */
  later(messages) {
    const [from, to] = this.of(messages);
    if (to === messages.length) return false;
    const end = Math.min(messages.length, to + STEP);
    this.#take(messages, Math.max(from, end - MOST), end);
    return true;
  }

  /**
   * After messages came: keeps within bounds, at the end by what is oldest, elsewhere by what is newest.
   *
   * True: nothing of what was drawn is left, and the end is drawn instead.
   */
  settle(messages, atEnd) {
    const [from, to] = this.of(messages);
    const isLost = from === to;
    const isMuch = to - from > MOST;
    if (isLost || (isMuch && atEnd)) this.toEnd(messages);
    else if (isMuch) this.#take(messages, from, from + MOST);
    return isLost;
  }

  #take(messages, from, to) {
    this.#first = messages[from]?.seq ?? 0;
    this.#last = to < messages.length ? messages[to - 1].seq : Infinity;
  }
}

/** The place of the first message whose `seq` is not below this one; they are in order. */
function placeOf(messages, seq) {
  let [low, high] = [0, messages.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (messages[middle].seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
