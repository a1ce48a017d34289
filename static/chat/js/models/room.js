/** One room of a person's: its log, its members, who is there, who is writing, what is unread. */

import { Draft } from "./draft.js";
import { Reading } from "./reading.js";
import { Tally } from "./tally.js";

const TYPING = 6000; // milliseconds after which a word about typing is void
const SLACK = 100; // messages that are kept too many, so that they are not forgotten one by one

export class Room {
  #me;
  #people;
  #tally;
  #reading;
  #typing = new Map(); // until when, by user
  #counted = {}; // what was last counted, and of which messages
  draft;
  members = new Map(); // {user, role} by user id
  present = new Map(); // how they are, by user id, who are here
  reads = new Map(); // how far others have read, by user id
  line = null; // the seq after which messages are new, while one looks
  read = 0;
  people = []; // who is in a direct room
  talked = ""; // when the latest known message was posted

  /** `me`: the id of the person whose client this is; `people`: the newest known users by id, of all rooms. */
  constructor({ room }, me, people = new Map(), draft = new Draft()) {
    this.id = room.id;
    this.draft = draft;
    this.#me = me;
    this.#people = people;
    this.#tally = new Tally(me);
    this.#reading = new Reading(room.id);
  }

  /** What the server says of this room to one of its members. */
  update({ room, role, level, read, unread = 0, mentions = 0, people = [], latest = "" }) {
    this.#describe(room);
    Object.assign(this, { role, level, people });
    for (const user of people) this.#people.set(user.id, user);
    if (latest > this.talked) this.talked = latest;
    this.#tally.begin({ at: room.seq, unread, mentions });
    this.mark(Math.max(this.read, read));
  }

  /** What it is called: a direct room by the others in it. */
  get name() {
    if (this.kind !== "direct") return this.title || this.slug || `#${this.id}`;
    const others = this.people.filter(({ id }) => id !== this.#me);
    return (others.length ? others : this.people).map(({ id, name }) => this.person(id)?.name ?? name).join(", ");
  }

  /** I am its owner or a moderator. */
  get leads() {
    return this.role === "owner" || this.role === "moderator";
  }

  get unread() {
    return this.#news.unread;
  }

  get mentions() {
    return this.#news.mentions;
  }

  /** Counted, where all that is unread is here; else what the server said, counted on. */
  get #news() {
    const { at, from, messages } = this.timeline;
    if (at === null || at < this.#tally.at || from > this.read + 1) return this.#tally;
    if (this.#counted.messages !== messages || this.#counted.read !== this.read) this.#counted = this.#count(messages);
    return this.#counted;
  }

  #count(messages) {
    const counted = { messages, read: this.read, unread: 0, mentions: 0 };
    for (let last = messages.length - 1; messages[last]?.seq > this.read; last -= 1) {
      const { author, deleted, mentions = [] } = messages[last];
      const isNew = !deleted && author?.id !== this.#me;
      counted.unread += isNew;
      counted.mentions += isNew && mentions.includes(this.#me);
    }
    return counted;
  }

  get timeline() {
    return this.#reading.timeline;
  }

  get past() {
    return this.#reading.past;
  }

  /** What is shown: the timeline, or a piece of the past. */
  get view() {
    return this.#reading.view;
  }

  /** The seq to scroll to, until somebody has. */
  get target() {
    return this.#reading.target;
  }

  set target(seq) {
    this.#reading.target = seq;
  }

  /** How its log is paged through. */
  get reading() {
    return this.#reading;
  }

  /** What is to be shown is on its way. */
  get loading() {
    return this.timeline.at === null || this.#reading.loading;
  }

  /** The newest that is known of a user. */
  person(id) {
    return this.#people.get(id);
  }

  /** The others who have read so far. */
  readers(seq) {
    const far = [...this.reads].filter(([id, read]) => read >= seq && id !== this.#me);
    return far.map(([id]) => this.person(id)).filter(Boolean);
  }

  /** The names of those who are writing now. */
  writers(now = Date.now()) {
    const writing = [...this.#typing].filter(([id, until]) => until > now && id !== this.#me);
    return writing.map(([id]) => this.person(id)?.name).filter(Boolean);
  }

  /** Everything up to a position is read. */
  mark(seq) {
    this.read = seq;
    this.#tally.read(seq);
  }

  /** Somebody looks at it from now on. */
  look() {
    this.line = this.unread ? this.read : null;
  }

  /** Nobody looks at it any more. */
  leave(kept) {
    this.line = null;
    this.#reading.latest();
    this.trim(kept);
  }

  /** Forgets all but so many of the newest messages, once there are many more. */
  trim(kept) {
    if (this.timeline.size > kept + SLACK) this.timeline.keep(kept);
  }

  /** Follow it from where the server has counted, without what was said before. */
  follow() {
    this.timeline.follow({ seq: this.#tally.at, epoch: this.epoch });
  }

  /** Nothing of its log is known any more. */
  forget() {
    this.#reading.forget();
  }

  /** Takes up the reply to `room.open`. */
  open(reply) {
    if (reply.reset) this.forget();
    this.#describe(reply.room);
    for (const message of reply.messages) this.#take(message);
    this.timeline.open(reply);
    this.members = byUser(reply.members ?? []);
    for (const { user } of reply.members ?? []) this.#people.set(user.id, user);
    this.present = byNumber(reply.present ?? {});
    this.reads = byNumber(reply.reads ?? {});
  }

  /** Takes up what happened here; false: something is missing, and the room must be opened again. */
  hear(frame, now = Date.now()) {
    if (frame.on === "message") return this.#message(frame);
    if (frame.on === "room") return this.#changed(frame.room);
    if (frame.on === "member") return this.#member(frame);
    if (frame.on === "presence") this.present.set(frame.user, frame.status);
    if (frame.on === "typing") this.#typing.set(frame.user, now + TYPING);
    if (frame.on === "read") this.#read(frame);
    return true;
  }

  #message(frame) {
    const { message } = frame;
    const isNews = this.timeline.at !== null && this.timeline.at >= frame.after && message.rev > this.timeline.at;
    if (isNews) this.#take(message);
    this.#typing.delete(message.author?.id);
    this.seq = Math.max(this.seq, message.rev);
    return this.timeline.merge(frame);
  }

  /** A message as it is now. */
  #take(message) {
    if (message.author) this.#people.set(message.author.id, message.author);
    this.#tally.take(message, this.read, this.view.find(message.seq));
    if (message.created > this.talked) this.talked = message.created;
    this.#reading.change(message);
  }

  /** What the room says of itself. */
  #describe({ kind, title = "", slug = "", topic = "", epoch, seq, version }) {
    Object.assign(this, { kind, title, slug, topic, epoch, seq: Math.max(seq, this.epoch === epoch ? this.seq : 0), version });
  }

  #changed(room) {
    const isNext = room.version <= this.version + 1;
    this.#describe(room);
    return isNext && (this.timeline.at === null || room.epoch === this.timeline.epoch);
  }

  #member({ user, member, gone, version }) {
    if (gone) this.members.delete(user);
    else this.members.set(user, member);
    if (member) this.#people.set(user, member.user);
    const isNext = version <= this.version + 1;
    this.version = Math.max(this.version, version);
    return isNext;
  }

  #read({ user, seq }) {
    this.reads.set(user, Math.max(seq, this.reads.get(user) ?? 0));
    if (user === this.#me) this.mark(Math.max(this.read, seq));
  }
}

function byUser(members) {
  return new Map(members.map((member) => [member.user.id, member]));
}

function byNumber(object) {
  return new Map(Object.entries(object).map(([id, value]) => [Number(id), value]));
}
