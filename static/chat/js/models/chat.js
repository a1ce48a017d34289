/** The rooms of a person, what is said in them, and who is there: one client behind all of it. */

import { Lost } from "../lib/client.js";
import { Outbox } from "./outbox.js";
import { Room } from "./room.js";

export class Chat extends EventTarget {
  #client;
  rooms = new Map();
  user = null;
  current = null; // the Room that is looked at
  outbox;
  notice = ""; // what could not be done, in words

  constructor(client) {
    super();
    this.#client = client;
    this.outbox = new Outbox((command) => client.ask(command));
    client.addEventListener("welcome", ({ detail }) => this.#welcome(detail));
    client.addEventListener("event", ({ detail }) => this.#hear(detail));
    client.addEventListener("state", () => this.#changed());
  }

  get state() {
    return this.#client.state;
  }

  /** For each ping: what this client knows, so that the server notices what it lacks. */
  get positions() {
    const known = [...this.rooms.values()].filter(({ timeline }) => timeline.at !== null);
    return Object.fromEntries(known.map(({ id, timeline }) => [id, timeline.at]));
  }

  get list() {
    return [...this.rooms.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  look(id) {
    this.current = this.rooms.get(id) ?? null;
    this.notice = "";
    this.read();
    this.#changed();
  }

  say(body) {
    this.outbox.add(this.current.id, body);
    this.send();
  }

  send() {
    this.outbox.send(() => this.#changed());
    this.#changed();
  }

  /** Somebody has seen the current room to its end. */
  read() {
    const room = this.current;
    if (!room?.unread) return;
    room.read = room.timeline.at;
    this.#try({ do: "mark.read", room: room.id, seq: room.read });
    this.#changed();
  }

  typing() {
    this.#try({ do: "typing", room: this.current.id });
  }

  async older() {
    const { id, timeline } = this.current;
    if (!timeline.older) return;
    const page = await this.#try({ do: "room.history", room: id, before: timeline.first });
    if (page) timeline.before(page);
    this.#changed();
  }

  /** Make a room, or come into a public one; then look at it. */
  async enter(command) {
    const reply = await this.#try(command);
    if (!reply) return;
    this.#add(reply.room);
    this.look(reply.room.room.id);
  }

  async joinable() {
    const reply = await this.#try({ do: "room.list" });
    return (reply?.rooms ?? []).filter(({ id }) => !this.rooms.has(id));
  }

  #welcome({ user, rooms }) {
    this.user = user;
    const ids = new Set(rooms.map(({ room }) => room.id));
    for (const id of this.rooms.keys()) if (!ids.has(id)) this.rooms.delete(id);
    for (const mine of rooms) this.#add(mine);
    if (!this.rooms.has(this.current?.id)) this.current = this.list[0] ?? null;
    this.send();
  }

  #add(mine) {
    const { id } = mine.room;
    const room = this.rooms.get(id) ?? new Room(mine, this.user.id);
    room.update(mine);
    this.rooms.set(id, room);
    this.#open(room);
  }

  /** Open a room, from where this client is, until nothing is missing. */
  async #open(room) {
    if (room.opening) return;
    room.opening = true;
    for (let more = true; more; ) {
      const reply = await this.#try({ do: "room.open", room: room.id, ...room.timeline.since });
      if (reply) room.open(reply);
      more = reply?.more ?? false;
    }
    room.opening = false;
    this.#changed();
  }

  #hear(frame) {
    if (this.user === null) return; // the welcome is on its way, and has all of it
    const room = this.rooms.get(frame.on === "room" ? frame.id : frame.room);
    if (frame.on === "room" && frame.gone) this.#lose(frame.id);
    else if (frame.on === "room" && frame.mine) this.#add(frame.mine);
    else if (room && !room.hear(frame)) this.#open(room);
    this.#changed();
  }

  #lose(id) {
    this.rooms.delete(id);
    if (this.current?.id === id) this.current = this.list[0] ?? null;
  }

  /** The reply; rejects with Refused or Lost. For those who tell a refusal where they asked. */
  request(command) {
    return this.#client.ask(command);
  }

  /** The reply, or null after a refusal, which is shown, or a loss, which heals by itself. */
  async #try(command) {
    try {
      return await this.#client.ask(command);
    } catch (error) {
      if (!(error instanceof Lost)) this.notice = error.message;
      this.#changed();
      return null;
    }
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
