/** What somebody is about to say in a room: its text, the message it answers or replaces, its files. */

import { Uploads } from "./uploads.js";

const NEAR = 0.9; // of what a message may hold: from here on one is told how much is left

/** How many characters are left of those that a message may hold, where that begins to matter; else null. */
export function left(text, limit) {
  if (text.length < limit * NEAR) return null;
  const count = [...text].length; // as the server counts: an emoji is one
  return count < limit * NEAR ? null : limit - count;
}

export class Draft {
  #body;
  #keep;
  #change = ""; // what is to stand in place of the message that is edited
  replyTo = null; // the message that it answers
  editing = null; // the message that it will replace
  uploads = new Uploads();
  waits = false; // it is to be sent once all its files are up
  busy = false; // it is being saved, or done
  trouble = ""; // why it was not sent, in words

  /** `keep` is told the body whenever it changes, so that it outlives the page. */
  constructor(body = "", keep = () => {}) {
    this.#body = body;
    this.#keep = keep;
  }

  /** What will be posted; an edit leaves it alone. */
  get body() {
    return this.#body;
  }

  set body(body) {
    if (body === this.#body) return;
    this.#body = body;
    this.#keep(body);
  }

  /** What one sees and writes: the body, or meanwhile the edited message's. */
  get text() {
    return this.editing ? this.#change : this.#body;
  }

  set text(text) {
    if (this.editing) this.#change = text;
    else this.body = text;
  }

  get isEmpty() {
    return !this.#body.trim() && !this.uploads.list.length;
  }

  /** Nothing is different from the message that is edited. */
  get isUnchanged() {
    return this.#change === this.editing?.body;
  }

  reply(message) {
    this.editing = null;
    this.replyTo = message;
  }

  edit(message) {
    this.replyTo = null;
    this.editing = message;
    this.#change = message.body ?? "";
  }

  /** No reply and no edit after all; what was written before stays. */
  cancel() {
    this.replyTo = null;
    this.editing = null;
    this.trouble = "";
  }

  /** What the outbox is given; the draft is empty then. */
  take() {
    const said = { body: this.#body, replyTo: this.replyTo?.seq ?? null, attachments: this.uploads.attachments };
    this.clear();
    return said;
  }

  clear() {
    this.cancel();
    this.body = "";
    this.waits = false;
    this.uploads.clear();
  }
}
