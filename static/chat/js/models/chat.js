/** The chat behind a page: what somebody does in their rooms, each of it a command whose outcome all members are told. */

import { CLOCK } from "../lib/clock.js";
import { Looking } from "./looking.js";

const ABSENT = 300_000; // milliseconds without anybody at the page, after which its person is away

export class Chat extends Looking {
  #clock;
  #leaving = null;
  #absent = false;
  status = "online"; // how this person wants to be seen: a socket forgets it when it closes

  constructor(client, { clock = CLOCK, ...options } = {}) {
    super(client, { clock, ...options });
    this.#clock = clock;
    client.addEventListener("welcome", () => this.#seen !== "online" && this.#beSeen());
  }

  /** Is seen as online, away or busy, until told otherwise; at once, or from the next connection on. */
  setStatus(status) {
    this.status = status;
    this.changed();
    return this.#beSeen();
  }

  /** Whether somebody sees the page; who has left it for long is away. */
  attend(isSeen) {
    super.attend(isSeen);
    this.#clock.clearTimeout(this.#leaving);
    if (!isSeen) this.#leaving = this.#clock.setTimeout(() => this.#be(true), ABSENT);
    else if (this.#absent) this.#be(false);
  }

  /** Posts a message, now or as soon as there is a connection; what waits is in the outbox. */
  say({ room, body, replyTo = null, attachments = [] }) {
    room.reading.latest();
    return this.outbox.add({ room: room.id, body, reply_to: replyTo, attachments });
  }

  edit(room, { seq }, body) {
    return this.ask({ do: "message.edit", room: room.id, seq, body });
  }

  remove(room, { seq }) {
    return this.ask({ do: "message.delete", room: room.id, seq });
  }

  /** Gives an emoji to a message, or takes it back where one has given it. */
  react(room, { seq, reactions = [] }, emoji) {
    const given = reactions.find((reaction) => reaction.emoji === emoji);
    const isMine = given?.users.includes(this.user.id) ?? false;
    return this.ask({ do: isMine ? "reaction.remove" : "reaction.add", room: room.id, seq, emoji });
  }

  /** Makes a message one of its room's pins, or takes it from them. */
  pin(room, { seq, pinned }) {
    return this.ask({ do: pinned ? "message.unpin" : "message.pin", room: room.id, seq });
  }

  /** Complains of somebody's message to those who can do something about it. */
  report(room, { seq }, reason) {
    return this.ask({ do: "message.report", room: room.id, seq, reason });
  }

  /** Makes a room, or comes into one (room.create, room.join); then looks at it. */
  async enter(command) {
    const reply = await this.ask(command);
    if (!reply) return null;
    const room = this.admit(reply.room);
    await this.look(room.id);
    return room;
  }

  /** Looks at the direct room with these people, by their ids. */
  talkTo(users) {
    return this.enter({ do: "room.create", kind: "direct", users });
  }

  /** The first public rooms with `q` in their names that this person is not in. */
  async joinable(q = "") {
    let reply, found;
    do {
      reply = await this.ask({ do: "room.list", q, after: reply?.rooms.at(-1).slug ?? "" });
      found = (reply?.rooms ?? []).filter(({ id }) => !this.rooms.has(id));
    } while (reply?.more && !found.length);
    return found;
  }

  /** What rings in a room: all, mentions or nothing. */
  async setLevel(room, level) {
    const reply = await this.ask({ do: "member.set", room: room.id, user: this.user.id, level });
    if (reply) room.level = level;
    this.changed();
    return reply;
  }

  /** Users who share a room with this person, by name or username. */
  async findPeople(q) {
    const reply = await this.ask({ do: "people.find", q });
    return reply?.users ?? [];
  }

  get #seen() {
    return this.#absent && this.status === "online" ? "away" : this.status;
  }

  #be(absent) {
    this.#absent = absent;
    if (this.status === "online") this.#beSeen();
  }

  #beSeen() {
    return this.try({ do: "presence.set", status: this.#seen });
  }
}
