/** One room of a person's: its log, its company, what is unread, what is about to be said. */

import { Company } from "./company.js";
import { Draft } from "./draft.js";
import { Pins } from "./pins.js";
import { Reading } from "./reading.js";
import { Tally } from "./tally.js";

const FEW = 30; // messages with which a room does not look empty
const SLACK = 100; // messages that are kept too many, so that they are not forgotten one by one

export class Room extends Company {
  #tally;
  reading; // how its log is paged through
  draft;
  pins = new Pins();
  line = null; // the seq after which messages are new, while one looks
  read = 0; // the position up to which this person has read
  people = []; // who is in a direct room
  keep_days = null; // after which messages are gone; null: never
  floor = 0; // what was posted at or below this position is gone
  talked = ""; // when the latest known message was posted

  /** `me`: the id of the person whose client this is; `people`: the newest known users by id, of all rooms. */
  constructor({ room }, me, people = new Map(), draft = new Draft()) {
    super(me, people);
    this.id = room.id;
    this.draft = draft;
    this.reading = new Reading(room.id);
    this.#begin();
  }

  /** What the server says of this room to one of its members. */
  update({ room, role, level, read, unread = 0, mentions = 0, people = [], latest = "", muted = null }) {
    if (this.epoch && this.epoch !== room.epoch) this.#begin(); // restored from a backup
    this.#describe(room);
    Object.assign(this, { role, level, people, muted });
    people.forEach((user) => this.know(user));
    if (latest > this.talked) this.talked = latest;
    this.#tally.begin({ at: room.seq, unread, mentions });
    this.mark(Math.max(this.read, read));
  }

  /** What it is called: a direct room by the others in it. */
  get name() {
    if (this.kind !== "direct") return this.title || this.slug || `#${this.id}`;
    const others = this.people.filter(({ id }) => id !== this.me);
    return (others.length ? others : this.people).map(({ id, name }) => this.person(id)?.name ?? name).join(", ");
  }

  /** I am its owner or a moderator. */
  get leads() {
    return this.role === "owner" || this.role === "moderator";
  }

  get unread() {
    return this.#tally.of(this.timeline, this.read).unread;
  }

  get mentions() {
    return this.#tally.of(this.timeline, this.read).mentions;
  }

  // ---- Its log ----

  get timeline() {
    return this.reading.timeline;
  }

  get past() {
    return this.reading.past;
  }

  /** What is shown: the timeline, or a piece of the past. */
  get view() {
    return this.reading.view;
  }

  /** The seq to scroll to, until somebody has. */
  get target() {
    return this.reading.target;
  }

  set target(seq) {
    this.reading.target = seq;
  }

  /** What is to be shown is on its way. */
  get loading() {
    return this.timeline.at === null || this.reading.loading;
  }

  // ---- Looking at it ----

  /** Somebody looks at it from now on. */
  look() {
    this.line = this.unread ? this.read : null;
  }

  /** Nobody looks at it any more. */
  leave(kept) {
    this.line = null;
    this.reading.latest();
    this.trim(kept);
  }

  /** Everything up to a position is read. */
  mark(seq) {
    this.read = seq;
    this.#tally.read(seq);
  }

  /** Forgets all but so many of the newest messages, once there are many more. */
  trim(kept) {
    if (this.timeline.size > kept + SLACK) this.timeline.keep(kept);
  }

  // ---- What is heard of it ----

  /** Follow it from where the server has counted, without what was said before. */
  follow() {
    this.timeline.follow({ seq: this.#tally.at, epoch: this.epoch });
  }

  /** A room that was only followed has nothing to look at yet: asks for it. */
  async fill(ask) {
    const { at, older, size } = this.timeline;
    if (at !== null && older && size < FEW) await this.reading.older(ask);
  }

  /** Nothing of its log is known any more. */
  forget() {
    this.reading.forget();
    this.pins.forget();
  }

  /** Takes up the reply to `room.open`. */
  open(reply) {
    if (reply.reset) this.forget();
    this.#describe(reply.room);
    for (const message of reply.messages) this.#take(message);
    this.timeline.open(reply);
    super.open(reply);
  }

  /** Takes up what happened here; false: something is missing, and the room must be opened again. */
  hear(frame, now) {
    super.hear(frame, now);
    if (frame.on === "message") return this.#message(frame);
    if (frame.on === "room") return this.#changed(frame.room);
    if (frame.on === "member") return this.#step(frame.version ?? 0);
    if (frame.on === "read" && frame.user === this.me) this.mark(Math.max(this.read, frame.seq));
    return true;
  }

  /** Nothing is known of its history yet. */
  #begin() {
    this.forget();
    this.read = 0;
    this.#tally = new Tally(this.me);
  }

  #message(frame) {
    const { at } = this.timeline;
    const { message } = frame;
    if (at !== null && at >= frame.after && message.rev > at) this.#take(message);
    this.seq = Math.max(this.seq, message.rev);
    return this.timeline.merge(frame);
  }

  /** A message as it is now. */
  #take(message) {
    this.know(message.author);
    this.#tally.take(message, this.read, this.view.find(message.seq));
    if (message.created > this.talked) this.talked = message.created;
    this.reading.change(message);
    this.pins.take(message);
  }

  #changed(room) {
    const isNext = this.#step(room.version);
    this.#describe(room);
    return isNext && (this.timeline.at === null || room.epoch === this.timeline.epoch);
  }

  /** The room and its members have changed; false: there was a change before that nobody heard. */
  #step(version) {
    const isNext = version <= this.version + 1;
    this.version = Math.max(this.version, version);
    return isNext;
  }

  /** What the room says of itself. */
  #describe({ kind, title = "", slug = "", topic = "", frozen = false, slow = 0, epoch, seq, version, keep_days = null, floor = 0 }) {
    const known = this.epoch === epoch ? this.seq : 0;
    Object.assign(this, { kind, title, slug, topic, frozen, slow, epoch, seq: Math.max(seq, known), version, keep_days, floor });
    this.reading.purge(floor);
    this.pins.purge(floor);
  }
}
