/** How much of a room is unread: counted where all of it is here, else counted on from what the server said. */

const MOST = 200; // messages that are counted one by one: more than anybody is told
const WALK = 500; // messages that are looked at to count them anew

export class Tally {
  #me;
  #unread = 0; // messages up to `at`, and how many of them name me
  #mentions = 0;
  #later = new Map(); // those after `at`: whether they name me, by seq
  #counted = {}; // what was last counted, and of which messages
  at = 0; // the position for which the server has counted

  /** `me`: the id of the person. */
  constructor(me) {
    this.#me = me;
  }

  /** `unread`, and of these how many `mentions` name me, after `read`, as far as anybody here knows. */
  of({ at, from, messages }, read) {
    const isHere = at !== null && at >= this.at && from <= read + 1;
    if (!isHere || messages[messages.length - WALK]?.seq > read) return this.#guess();
    if (this.#counted.messages !== messages || this.#counted.read !== read) this.#counted = this.#count(messages, read);
    return this.#counted;
  }

  /** What the server has counted up to a position. */
  begin({ at, unread, mentions }) {
    this.at = at;
    this.#unread = unread;
    this.#mentions = mentions;
    for (const seq of this.#later.keys()) if (seq <= at) this.#later.delete(seq);
  }

  /** A message as it is now; `read`: up to where all is read; `before`: the message as it was, if that is known. */
  take(message, read, before = null) {
    const { seq, rev, deleted } = message;
    if (seq <= read) return;
    if (seq > this.at) this.#note(message);
    else if (deleted && rev > this.at && !this.#isMine(message)) this.#forget(before);
  }

  /** Everything up to a position is read. */
  read(seq) {
    this.#unread = seq >= this.at ? 0 : Math.min(this.#unread, this.at - seq);
    this.#mentions = Math.min(this.#mentions, this.#unread);
    for (const later of this.#later.keys()) if (later <= seq) this.#later.delete(later);
  }

  #guess() {
    const named = [...this.#later.values()].filter(Boolean).length;
    return { unread: this.#unread + this.#later.size, mentions: this.#mentions + named };
  }

  #count(messages, read) {
    const counted = { messages, read, unread: 0, mentions: 0 };
    for (let last = messages.length - 1; messages[last]?.seq > read; last -= 1) {
      const isNew = this.#isNew(messages[last]);
      counted.unread += isNew;
      counted.mentions += isNew && this.#namesMe(messages[last]);
    }
    return counted;
  }

  #note(message) {
    if (this.#isNew(message)) this.#later.set(message.seq, this.#namesMe(message));
    else this.#later.delete(message.seq);
    if (this.#later.size > MOST) this.begin({ at: message.seq, ...this.#guess() });
  }

  /** One of those that the server counted was deleted. */
  #forget(before) {
    this.#unread = Math.max(0, this.#unread - 1);
    if (before && this.#namesMe(before)) this.#mentions -= 1;
    this.#mentions = Math.max(0, Math.min(this.#mentions, this.#unread));
  }

  #isNew(message) {
    return !message.deleted && !this.#isMine(message);
  }

  #isMine({ author }) {
    return author?.id === this.#me;
  }

  #namesMe({ mentions = [] }) {
    return mentions.includes(this.#me);
  }
}
