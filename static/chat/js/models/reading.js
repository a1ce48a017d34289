/**
 * What is shown of a room's log: its timeline, or a piece of the past until the two meet.
 *
 * A page that was asked for is as old as the question, and what changes until its answer is heard before it:
 * that is kept meanwhile, and counts.
 */

import { Past } from "./past.js";
import { Timeline } from "./timeline.js";

const AROUND = 25; // messages on either side of one that is jumped to

export class Reading {
  #room;
  #asked = new Set(); // of all pages that are on their way, what changes meanwhile
  timeline = new Timeline();
  past = null;
  target = null; // the seq to scroll to, until somebody has
  #jump = null; // the latest one counts
  quoted = new Map(); // messages that replies answer and that are not loaded, by seq; null: on its way, or not to be had

  /** `room`: the id of the room. */
  constructor(room) {
    this.#room = room;
  }

  /** A page is on its way. */
  get loading() {
    return this.#asked.size > 0;
  }

  get view() {
    return this.past ?? this.timeline;
  }

  /** A message as it is now, whoever told it. */
  change(message) {
    this.timeline.change(message);
    this.past?.change(message);
    if (this.quoted.has(message.seq)) this.quoted.set(message.seq, message);
    for (const meanwhile of this.#asked) meanwhile.set(message.seq, message);
  }

  /** What was posted at or below a position is gone for everybody. */
  purge(floor) {
    this.timeline.purge(floor);
    this.past?.purge(floor);
    if (this.past?.last === null) this.latest();
    for (const seq of this.quoted.keys()) if (seq <= floor) this.quoted.set(seq, null);
  }

  /** Back to what is said now. */
  latest() {
    this.#jump = null;
    this.past = null;
    this.target = null;
  }

  /** Another history, or a long absence: nothing of what was known holds. */
  forget() {
    this.latest();
    this.timeline.forget();
    this.quoted.clear();
    this.#asked.clear();
  }

  /** Asks for the messages before those that are shown. */
  async older(ask) {
    const { view, loading } = this;
    const first = this.#first;
    if (loading || !view.older) return;
    const [page] = (await this.#pages(ask, { before: first })) ?? [];
    if (page && this.view === view && this.#first === first) view.before(page.messages, page.more);
  }

  /** Asks for the messages after those of the past. */
  async newer(ask) {
    const { past, loading } = this;
    if (loading || !past?.newer) return;
    const [page] = (await this.#pages(ask, { after: past.last })) ?? [];
    if (!page || this.past !== past) return;
    past.after(page.messages, page.more);
    this.#meet();
  }

  /** Shows the log around a message, and makes it the target. */
  async jump(seq, ask) {
    const jump = (this.#jump = {});
    if (!this.timeline.find(seq) && !this.past?.find(seq)) {
      const past = await this.#around(seq, ask);
      if (this.#jump !== jump) return;
      if (past) this.past = past;
      if (past) this.#meet();
    }
    if (this.timeline.find(seq)) this.past = null;
    this.target = this.view.find(seq) ? seq : null;
  }

  /** The first position of what is shown. */
  get #first() {
    return this.past ? this.past.first : this.timeline.from;
  }

  async #around(seq, ask) {
    const pages = await this.#pages(ask, { before: seq + 1, limit: AROUND }, { after: seq, limit: AROUND });
    if (!pages) return null;
    const [before, after] = pages;
    const messages = [...before.messages, ...after.messages];
    return messages.length ? new Past({ messages, older: before.more, newer: after.more }) : null;
  }

  /** Where the past has reached the timeline, both are one. */
  #meet() {
    const { past, timeline } = this;
    if (timeline.at === null) past.newer = true; // not opened yet: they meet later
    if (timeline.at === null || (past.newer && past.last < timeline.from - 1)) return;
    if (past.first < timeline.from) timeline.before(past.messages, past.older);
    this.past = null;
  }

  /** Pages of history with what was heard since they were asked for; null where one is missing, or of another history. */
  async #pages(ask, ...wanted) {
    const meanwhile = new Map();
    this.#asked.add(meanwhile);
    const replies = await Promise.all(wanted.map((where) => ask({ do: "room.history", room: this.#room, ...where })));
    if (!this.#asked.delete(meanwhile) || replies.includes(null)) return null;
    const now = (message) => later(message, meanwhile.get(message.seq));
    return replies.map(({ messages, more = false }) => ({ messages: messages.map(now), more }));
  }
}

function later(one, other) {
  return other && other.rev > one.rev ? other : one;
}
