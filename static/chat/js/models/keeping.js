/** The rooms of a person, kept true: what the server says at each connection, and what it says from then on. */

import { CLOCK } from "../lib/clock.js";
import { say } from "../lib/speech.js";
import { Store } from "../lib/store.js";
import { Asking } from "./asking.js";
import { Drafts } from "./drafts.js";
import { Following } from "./following.js";
import { Marks } from "./marks.js";
import { Notices } from "./notices.js";
import { Outbox } from "./outbox.js";
import { Room } from "./room.js";
import { Rooms } from "./rooms.js";

const WRITING = 6100; // milliseconds after which a word about typing is void
const SHOWN = 2000; // messages that the timeline of the current room keeps
const KEPT = 200; // and that of any other one

export class Keeping extends Asking {
  #clock;
  #following;
  #rooms = new Rooms();
  #drafts;
  #people = new Map(); // the newest known users, by id
  user = null;
  limits = null;
  current = null; // the Room that is looked at
  attentive = true; // somebody sees the page
  marks;
  notices;
  outbox;
  store;

  /** `store`, `tabs` and `clock`: as in lib/; `soon`: as of Asking. */
  constructor(client, { store = new Store(), tabs, clock = CLOCK, soon = queueMicrotask } = {}) {
    super(client, soon);
    this.#clock = clock;
    this.store = store;
    this.#drafts = new Drafts(store);
    const ask = (command) => client.ask(command);
    this.#following = new Following({ ask, clock, opened: (room, refusal) => this.#opened(room, refusal) });
    this.marks = new Marks({ ask, clock });
    this.notices = new Notices({ store, clock, changed: () => this.changed() });
    const refused = ({ room, refusal }) => this.rooms.has(room) || this.complain(refusal); // else it is told where it stands
    this.outbox = new Outbox({ ask, store, tabs, clock, refused, changed: () => this.changed() });
    client.addEventListener("welcome", ({ detail }) => this.#welcome(detail));
    client.addEventListener("event", ({ detail }) => this.#hear(detail));
    client.addEventListener("heads", ({ detail }) => this.#following.hear(detail, this.rooms));
    client.addEventListener("state", () => this.changed());
  }

  get rooms() {
    return this.#rooms.all;
  }

  /** Public and private rooms, by name. */
  get list() {
    return this.#rooms.list;
  }

  /** Direct rooms, the latest talk first. */
  get direct() {
    return this.#rooms.direct;
  }

  /** For each ping: what this client knows, so that the server notices what it lacks. */
  get positions() {
    return this.#following.positions(this.rooms);
  }

  /** Takes up what the page itself has brought: a welcome, and the room that was opened with it. */
  begin({ welcome, opened }) {
    this.#settle(welcome);
    const room = this.rooms.get(opened?.room.id);
    room?.open(opened);
    this.stand(room ?? this.#rooms.first);
  }

  /** From now on this room is looked at, or none. */
  stand(room) {
    this.current?.leave(KEPT);
    this.current = room;
    room?.look();
    if (room) this.#following.look(room);
    this.changed();
  }

  /** A room is this person's from now on, or is another to them. */
  admit(mine) {
    const { id } = mine.room;
    const room = this.rooms.get(id) ?? new Room(mine, this.user.id, this.#people, this.#drafts.of(id));
    room.update(mine);
    this.#rooms.add(room);
    return room;
  }

  /** The end of the current room is read: what is far behind may be forgotten. */
  trim() {
    this.current.trim(SHOWN);
  }

  #welcome(welcome) {
    this.#settle(welcome);
    this.#following.begin(this.#rooms);
    if (!this.rooms.has(this.current?.id)) this.stand(this.#rooms.first);
    for (const { room, read } of welcome.rooms) this.marks.begin(this.rooms.get(room.id), read);
    this.outbox.send();
    this.changed();
  }

  #settle({ user, rooms, limits, notices = [] }) {
    if (this.user !== null && this.user.id !== user.id) this.#forget(); // somebody else has signed in here
    Object.assign(this, { user, limits });
    this.#people.set(user.id, user);
    this.#rooms.only(new Set(rooms.map(({ room }) => room.id)));
    this.notices.begin(notices);
    this.outbox.begin(user.id);
    this.#drafts.begin(user.id).then(() => this.changed());
    for (const mine of rooms) this.admit(mine);
  }

  #forget() {
    this.#rooms.only(new Set());
    this.#people.clear();
    this.current = null;
  }

  #hear(frame) {
    if (frame.on === "error") this.complain(frame.text);
    if (frame.on === "notice") this.notices.hear(frame);
    if (frame.on === "bye" && frame.text === this.notice) this.dismiss(); // the connection's state says it
    if (this.user === null) return; // the welcome is on its way, and has all of it
    if (frame.on === "me") this.#rename(frame.user);
    else this.#hearOf(frame);
    this.changed();
  }

  #hearOf(frame) {
    const room = this.rooms.get(frame.on === "room" ? frame.id : frame.room);
    if (frame.on === "room") this.#rooms.renamed();
    if (frame.on === "room" && frame.gone) this.#lose(frame.id);
    else if (frame.on === "room" && frame.mine) this.#following.want(this.admit(frame.mine));
    else if (room) this.#hearIn(room, frame);
  }

  #hearIn(room, frame) {
    if (!room.hear(frame, this.#clock.now())) this.#following.miss(room);
    if (frame.on === "room") this.outbox.release(room.id); // it may be slow no more
    if (frame.on === "report") this.complain(say("report.came", { room: room.name, reason: frame.reason ?? "" }), { room: room.id, seq: frame.seq });
    if (frame.on === "typing") this.#clock.setTimeout(() => this.changed(), WRITING);
    if (frame.on !== "message") return;
    this.#following.heard(room);
    if (frame.message.author?.id === this.user.id) this.outbox.confirm(frame.message);
    if (room !== this.current) room.trim(KEPT);
    else if (!this.attentive) room.trim(SHOWN);
  }

  #rename(user) {
    this.user = user;
    this.#people.set(user.id, user);
    this.#rooms.renamed();
  }

  #lose(id) {
    this.#rooms.lose(id);
    this.#following.lose(id);
    if (this.current?.id === id) this.stand(this.#rooms.first);
  }

  #opened(room, refusal) {
    if (refusal && room === this.current) this.complain(refusal.message);
    this.changed();
  }
}
