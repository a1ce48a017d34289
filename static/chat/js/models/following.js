/**
 * Which rooms are open on the socket: the one that is looked at, and the others with the latest news.
 *
 * Open rooms are heard at once. Of all others a ping tells how far they are: one that has moved is opened, and
 * says what is new. Rooms are opened one after the other, so that what a person does never waits for many.
 */

import { Lost, Refused } from "../lib/client.js";
import { CLOCK } from "../lib/clock.js";

const MOST = 40; // open at once
const QUICK = 10; // opened without a pause between them
const PAUSE = 250; // milliseconds; a socket may give five commands a second for long, and people want some
const FAR = 1000; // changes, after which it is cheaper to begin anew than to catch up

export class Following {
  #ask;
  #clock;
  #opened;
  #wanted = new Map(); // rooms by id, the latest wanted last
  #open = new Set(); // ids
  #busy = new Set(); // ids of those that are being opened
  #current = null;
  #running = false;

  /** `ask`: of the client; `opened`: called with a room once it is open, or with the refusal why not. */
  constructor({ ask, clock = CLOCK, opened = () => {} }) {
    this.#ask = ask;
    this.#clock = clock;
    this.#opened = opened;
  }

  /** For each ping: how far this client is, in rooms that are open and in all others. */
  positions(rooms) {
    return Object.fromEntries([...rooms.values()].map(({ id, seq, timeline }) => [id, (this.#open.has(id) && timeline.at) || seq]));
  }

  /** There is a new socket: nothing is open on it. */
  begin(rooms) {
    this.#open.clear();
    this.#busy.clear();
    for (const [id, room] of this.#wanted) if (rooms.all.get(id) !== room) this.lose(id);
    for (const room of rooms.needed(MOST)) if (!this.#wanted.has(room.id)) this.#wanted.set(room.id, room);
    if (this.#current) this.look(this.#current);
    this.#run();
  }

  /** This room is looked at: it waits for no other. */
  look(room) {
    this.#current = room;
    this.#touch(room);
    if (this.#open.has(room.id)) this.#fill(room);
    else this.#catchUp(room).then(() => this.#run());
  }

  /** This room is to be open. */
  want(room) {
    this.#touch(room);
    this.#run();
  }

  /** Something was heard in it. */
  heard(room) {
    if (this.#wanted.has(room.id)) this.#touch(room);
  }

  /** Something is missing in it. */
  miss(room) {
    this.#open.delete(room.id);
    if (room === this.#current) this.look(room);
    else this.want(room);
  }

  /** It is this person's no more. */
  lose(id) {
    this.#wanted.delete(id);
    this.#open.delete(id);
    if (this.#current?.id === id) this.#current = null;
  }

  /** How far rooms are, after a ping. */
  hear(heads, rooms) {
    for (const [id, seq] of Object.entries(heads)) {
      const room = rooms.get(Number(id));
      if (!room || this.#open.has(room.id) || seq <= room.seq) continue;
      room.seq = seq;
      this.want(room);
    }
  }

  #touch(room) {
    this.#wanted.delete(room.id);
    this.#wanted.set(room.id, room);
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    for (let room; (room = this.#next()); ) {
      if (!(await this.#catchUp(room))) break; // the next socket begins anew
      if (this.#open.size > QUICK) await this.#wait(PAUSE);
    }
    this.#running = false;
  }

  #next() {
    this.#closeOthers();
    return [...this.#wanted.values()].reverse().find(({ id }) => !this.#open.has(id) && !this.#busy.has(id));
  }

  #closeOthers() {
    for (const id of this.#wanted.keys()) {
      if (this.#wanted.size <= MOST) return;
      if (id === this.#current?.id) continue;
      this.#wanted.delete(id);
      if (this.#open.delete(id)) this.#ask({ do: "room.close", room: id }).catch(() => {});
    }
  }

  /** Open a room from where this client is, until nothing is missing; false: the connection went. */
  async #catchUp(room) {
    if (this.#busy.has(room.id)) return true;
    this.#busy.add(room.id);
    try {
      for (let more = true; more; ) more = await this.#openOnce(room);
      this.#opened(room, null);
      this.#fill(room);
    } catch (error) {
      if (error instanceof Lost) return false;
      if (!(error instanceof Refused)) throw error;
      await this.#refused(room, error);
    } finally {
      this.#busy.delete(room.id);
    }
    return true;
  }

  async #openOnce(room) {
    const { timeline } = room;
    if (timeline.at !== null && room.seq - timeline.at > FAR) room.forget();
    if (timeline.at === null && room !== this.#current) room.follow();
    const reply = await this.#ask({ do: "room.open", room: room.id, ...timeline.since });
    this.#open.add(room.id);
    room.open(reply);
    return reply.more ?? false;
  }

  /** What somebody looks at is not to look empty. */
  async #fill(room) {
    if (room !== this.#current) return;
    await room.fill((command) => this.#ask(command).catch(() => null));
    this.#opened(room, null);
  }

  /** Again after a while, unless that would be the same. */
  async #refused(room, refusal) {
    if (refusal.retryAfter !== null) return this.#wait(refusal.retryAfter * 1000);
    this.#wanted.delete(room.id);
    return this.#opened(room, refusal);
  }

  #wait(milliseconds) {
    return new Promise((done) => this.#clock.setTimeout(done, milliseconds));
  }
}
