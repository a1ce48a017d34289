/** The log of one room as this client follows it: a position, and every message posted since `from`. */

import { Run } from "./run.js";

export class Timeline {
  #run = new Run();
  at = null; // the position up to which every change is known; null: not opened yet
  epoch = null;
  from = 1;
  older = true; // there may be messages before `from`
  newer = false; // never: a timeline reaches the end

  /** In the order in which they were posted; the same array until one changes. */
  get messages() {
    return this.#run.messages;
  }

  get size() {
    return this.#run.size;
  }

  find(seq) {
    return this.#run.find(seq);
  }

  /** What `room.open` asks, to hear only what was missed. */
  get since() {
    return this.at === null ? {} : { since: this.at, epoch: this.epoch };
  }

  /** Follow a room from where it is, without what was said before. */
  follow({ seq, epoch }) {
    this.forget();
    Object.assign(this, { at: seq, epoch, from: seq + 1, older: seq > 0 });
  }

  /** Takes up the reply to `room.open`. */
  open({ epoch, seq, messages, reset, more }) {
    if (reset) this.forget();
    if (this.at === null) {
      this.from = messages[0]?.seq ?? seq + 1;
      this.older = this.from > 1;
    }
    for (const message of messages) this.change(message);
    this.epoch = epoch;
    this.at = more ? messages.at(-1).rev : seq;
  }

  /** Takes up a change; false: something before it is missing, so the room must be opened again. */
  merge({ after, message }) {
    if (this.at === null || this.at < after) return false;
    if (message.rev <= this.at) return true;
    this.at = message.rev;
    this.change(message);
    return true;
  }

  /** Takes a message as it is now; one from before `from` would stand alone behind a hole. */
  change(message) {
    if (message.seq >= this.from) this.#run.put(message);
  }

  /** Takes up messages before `from`, without a hole between; `older`: there are more before them. */
  before(messages, older) {
    this.from = messages[0]?.seq ?? this.from;
    this.older = older;
    for (const message of messages) this.#run.put(message);
  }

  /** Forgets all but the newest: they can be asked for again. */
  keep(most) {
    if (this.#run.size <= most) return;
    this.#run.keep(most);
    this.from = this.#run.first;
    this.older = true;
  }

  /** What was posted at or below a position is gone for everybody. */
  purge(floor) {
    if (floor < this.from) return;
    this.#run.purge(floor);
    Object.assign(this, { from: floor + 1, older: false });
  }

  forget() {
    this.#run.clear();
    Object.assign(this, { at: null, epoch: null, from: 1, older: true });
  }
}
