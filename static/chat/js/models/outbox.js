/**
 * What somebody has said and nobody has yet confirmed. Kept over a reload until a reply says: on disk.
 *
 * All tabs of a person share it: each knows all entries, one sends at a time. If two should send the same, its
 * client_id makes it one message. What is refused stays, with the reason, until somebody decides; the others of
 * its room go on in their order.
 */

import { Lost } from "../lib/client.js";
import { CLOCK } from "../lib/clock.js";
import { Store } from "../lib/store.js";
import { Tabs } from "../lib/tabs.js";
import { uuid } from "../lib/uuid.js";

const ELSEWHERE = 5000; // milliseconds that another tab has for what it wants to send

export class Outbox {
  #ask;
  #store;
  #tabs;
  #clock;
  #changed;
  #refused;
  #user = null;
  #sending = false;
  #latest = 0;
  #timer = null; // for the first of those that wait for a time
  entries = []; // { room, client_id, body, reply_to, attachments, refusal: null or a text, at, due: when a slow room takes it }, in order

  /** `ask`: of the client; `changed`: called after each change; `refused`: with an entry. The others as in lib/. */
  constructor({ ask, store = new Store(), tabs = new Tabs(), clock = CLOCK, changed = () => {}, refused = () => {} }) {
    this.#ask = ask;
    this.#store = store;
    this.#tabs = tabs;
    this.#clock = clock;
    this.#changed = changed;
    this.#refused = refused;
    tabs.listen((word) => this.#hear(word));
  }

  /** From now on it is this person's; what they left here before is in it again. */
  async begin(user) {
    if (this.#user === user) return;
    this.#user = user;
    this.entries = [];
    const kept = await this.#store.all([user, "outbox"]);
    if (this.#user !== user) return;
    for (const [, entry] of kept) this.#take(entry);
    this.#changed();
    await this.send();
  }

  add({ room, body, reply_to = null, attachments = [] }) {
    this.#latest = Math.max(this.#clock.now(), this.#latest + 1);
    const entry = { room, client_id: uuid(), body, reply_to, attachments, refusal: null, at: this.#latest, due: 0 };
    this.#take(entry);
    this.#keep(entry);
    this.send();
    return entry;
  }

  of(room) {
    return this.entries.filter((entry) => entry.room === room);
  }

  /** Try once more what was refused. */
  retry(entry) {
    entry.refusal = null;
    this.#keep(entry);
    this.send();
  }

  /** The rules of a room may be others now: what waits for its time tries again. */
  release(room) {
    const held = this.of(room).filter(({ due }) => due > 0);
    for (const entry of held) this.#hold(entry, 0);
    if (held.length) this.send();
  }

  /** Away with it: it is confirmed, or unwanted. */
  remove({ client_id: id }) {
    if (!this.#drop(id)) return;
    this.#store.remove(this.#key(id));
    this.#tabs.tell({ user: this.#user, gone: id });
    this.#changed();
  }

  /** The message is in the room: whoever told so, it is no more to be sent. */
  confirm({ client_id: id }) {
    this.remove({ client_id: id });
  }

  /** Sends what waits, one after the other, as long as there is a connection. */
  async send() {
    if (this.#sending) return;
    if (!this.#next()) return this.#sendLater();
    this.#sending = true;
    let isOver = false;
    try {
      await this.#tabs.alone(`chat outbox ${this.#user}`, () => this.#sendAll());
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      isOver = true;
    } finally {
      this.#sending = false;
    }
    if (!isOver) await this.send(); // what was added at the last moment
  }

  async #sendAll() {
    for (let entry; (entry = this.#next()); ) await this.#post(entry);
  }

  async #post(entry) {
    const { room, client_id, body, reply_to, attachments } = entry;
    try {
      await this.#ask({ do: "message.post", room, client_id, body, reply_to, attachments: attachments.map(({ id }) => id) });
      this.remove(entry);
    } catch (error) {
      if (error instanceof Lost) throw error;
      if (error.code === "slow") this.#hold(entry, this.#clock.now() + error.retryAfter * 1000);
      else if (error.retryAfter !== null && error.code !== "muted") await this.#wait(error.retryAfter * 1000);
      else this.#refuse(entry, error.message);
    }
  }

  /** In a slow room it has its time; the others of the room come after it, those of other rooms do not wait. */
  #hold(entry, due) {
    entry.due = due;
    this.#keep(entry);
  }

  #refuse(entry, text) {
    entry.refusal = text;
    this.#keep(entry);
    this.#refused(entry);
  }

  #next() {
    const now = this.#clock.now();
    const held = new Set(); // rooms
    return this.entries.find(({ refusal, room, due = 0 }) => {
      if (refusal !== null || held.has(room)) return false;
      if (due > now) held.add(room);
      return due <= now;
    });
  }

  #sendLater() {
    this.#clock.clearTimeout(this.#timer);
    const times = this.entries.filter(({ refusal, due }) => refusal === null && due > 0).map(({ due }) => due);
    if (times.length) this.#timer = this.#clock.setTimeout(() => this.send(), Math.min(...times) - this.#clock.now());
  }

  /** Over a reload, and for the other tabs. */
  #keep(entry) {
    this.#store.put(this.#key(entry.client_id), entry);
    this.#tabs.tell({ user: this.#user, entry });
    this.#changed();
  }

  #key(id) {
    return [this.#user, "outbox", id];
  }

  #hear({ user, entry, gone }) {
    if (user !== this.#user) return;
    if (gone) this.#drop(gone);
    else this.#take(entry);
    this.#changed();
    if (entry?.refusal === null) this.#wait(ELSEWHERE).then(() => this.send());
  }

  #take(entry) {
    const known = this.entries.find(({ client_id: id }) => id === entry.client_id);
    if (known) Object.assign(known, entry);
    else this.entries = [...this.entries, entry].sort((one, other) => one.at - other.at);
  }

  /** True: it was there. */
  #drop(gone) {
    const left = this.entries.filter(({ client_id: id }) => id !== gone);
    const isGone = left.length < this.entries.length;
    this.entries = left;
    return isGone;
  }

  #wait(milliseconds) {
    return new Promise((done) => this.#clock.setTimeout(done, milliseconds));
  }
}
