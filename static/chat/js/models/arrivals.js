/** What others have said since one last asked: told to those who do not see the page. */

/** Follows the room that is looked at; what was there when one came to it is no news. */
export class Arrivals {
  #room = null;
  #seq = 0;

  /** The messages of others that came since the last call, oldest first. */
  take(room, messages, me) {
    const last = messages.at(-1)?.seq ?? 0;
    const known = this.#room === room ? this.#seq : last;
    this.#room = room;
    this.#seq = Math.max(known, last);
    const fresh = [];
    for (let at = messages.length - 1; at >= 0 && messages[at].seq > known; at -= 1) fresh.unshift(messages[at]);
    return fresh.filter(({ author, deleted }) => author?.id !== me && !deleted);
  }
}
