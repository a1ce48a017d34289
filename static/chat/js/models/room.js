/** One room of a person's: its log, its members, who is there, who is writing, what is unread. */

import { Draft } from "./draft.js";
import { Timeline } from "./timeline.js";

const TYPING = 6000; // milliseconds after which a word about typing is void

export class Room {
  timeline = new Timeline();
  draft = new Draft();
  members = new Map();
  present = new Map();
  typing = new Map(); // until when, by user
  opening = false;

  /** `me`: the id of the person whose client this is. */
  constructor({ room }, me) {
    this.id = room.id;
    this.me = me;
  }

  update({ room, role, read, unread = 0, people = [] }) {
    this.#describe(room);
    Object.assign(this, { role, people, counted: unread });
    this.read = Math.max(this.read ?? 0, read);
  }

  /** A direct room is called by the others in it. */
  get name() {
    if (this.kind !== "direct") return this.title || this.slug || `#${this.id}`;
    const others = this.people.filter(({ id }) => id !== this.me);
    return (others.length ? others : this.people).map(({ name }) => name).join(", ");
  }

  get unread() {
    return this.timeline.at === null ? this.counted : this.timeline.messages.filter((message) => this.#isNew(message)).length;
  }

  open(reply) {
    this.#describe(reply.room);
    this.timeline.open(reply);
    this.members = new Map((reply.members ?? []).map((member) => [member.user.id, member]));
    this.present = new Map(Object.entries(reply.present ?? {}).map(([id, status]) => [Number(id), status]));
  }

  /** Takes up what happened here; false: something is missing, and the room must be opened again. */
  hear(frame) {
    if (frame.on === "message") return this.#message(frame);
    if (frame.on === "room") return this.#changed(frame.room);
    if (frame.on === "presence") this.present.set(frame.user, frame.status);
    if (frame.on === "typing") this.typing.set(frame.user, Date.now() + TYPING);
    if (frame.on === "member") this.#member(frame);
    if (frame.on === "read" && frame.user === this.me) this.read = Math.max(this.read, frame.seq);
    return true;
  }

  /** The names of those who are writing now. */
  writers(now = Date.now()) {
    const writing = [...this.typing].filter(([id, until]) => until > now && id !== this.me);
    return writing.map(([id]) => this.members.get(id)?.user.name).filter(Boolean);
  }

  #message(frame) {
    this.typing.delete(frame.message.author?.id);
    return this.timeline.merge(frame);
  }

  /** What the room says of itself. */
  #describe(room) {
    Object.assign(this, { ...room, topic: room.topic ?? "" });
  }

  #changed(room) {
    this.#describe(room);
    return room.epoch === this.timeline.epoch;
  }

  #member({ user, member, gone }) {
    if (gone) this.members.delete(user);
    else this.members.set(user, member);
  }

  #isNew({ seq, author, deleted }) {
    return seq > this.read && !deleted && author?.id !== this.me;
  }
}
