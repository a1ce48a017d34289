/** How much of a room is unread: counted on from what the server said of one position. */

const MOST = 200; // messages that are counted one by one: more than anybody is told

export class Tally {
  #me;
  #at = 0;
  #unread = 0; // messages up to `at`, and how many of them name me
  #mentions = 0;
  #later = new Map(); // those after `at`: whether they name me, by seq

  /** `me`: the id of the person. */
  constructor(me) {
    this.#me = me;
  }

  get at() {
    return this.#at;
  }

  get unread() {
    return this.#unread + this.#later.size;
  }

  get mentions() {
    return this.#mentions + [...this.#later.values()].filter(Boolean).length;
  }

  /** What the server has counted up to a position. */
  begin({ at, unread, mentions }) {
    this.#at = at;
    this.#unread = unread;
    this.#mentions = mentions;
    for (const seq of [...this.#later.keys()]) if (seq <= at) this.#later.delete(seq);
  }

  /** A message as it is now; `before` as it was, if that is known; `read`: the position up to which all is read. */
  take(message, read, before = null) {
    const { seq, rev, author, deleted, mentions = [] } = message;
    if (seq <= read || author?.id === this.#me) return;
    if (seq > this.#at) this.#count(seq, !deleted, mentions.includes(this.#me));
    else if (deleted && rev > this.#at) this.#forget(before);
  }

  /** Everything up to a position is read. */
  read(seq) {
    if (seq >= this.#at) this.#unread = 0;
    else this.#unread = Math.min(this.#unread, this.#at - seq);
    this.#mentions = Math.min(this.#mentions, this.#unread);
    for (const later of this.#later.keys()) if (later <= seq) this.#later.delete(later);
  }

  #count(seq, counts, named) {
    if (counts) this.#later.set(seq, named);
    else this.#later.delete(seq);
    if (this.#later.size > MOST) this.begin({ at: seq, unread: this.unread, mentions: this.mentions });
  }

  /** One of those that the server counted was deleted. */
  #forget(before) {
    this.#unread = Math.max(0, this.#unread - 1);
    if (before?.mentions?.includes(this.#me)) this.#mentions -= 1;
    this.#mentions = Math.max(0, Math.min(this.#mentions, this.#unread));
  }
}
