/** What somebody looks at: a room, a piece of its past, and how far they have seen it. */

import { CLOCK } from "../lib/clock.js";
import { Keeping } from "./keeping.js";

const TYPING = 2500; // milliseconds between two words about typing

export class Looking extends Keeping {
  #clock;
  #wish = null; // where to look once there is a connection
  #typed = 0;

  constructor(client, { clock = CLOCK, ...options } = {}) {
    super(client, { clock, ...options });
    this.#clock = clock;
    client.addEventListener("welcome", () => this.#grant());
  }

  /** Looks at a room, and at a message of it. */
  async look(id, seq = null) {
    this.#wish = this.user === null ? [id, seq] : null;
    if (this.#wish) return;
    const room = this.rooms.get(id) ?? null;
    if (room !== this.current) this.stand(room);
    this.dismiss();
    if (!room || seq === null) return;
    if (this.state.name === "open" || room.view.find(seq)) await this.#page((reading, ask) => reading.jump(seq, ask));
    else this.#wish = [id, seq];
  }

  /** Asks for what was said before what is shown of the current room. */
  older() {
    return this.#page((reading, ask) => reading.older(ask));
  }

  /** The same for what was said after it, where one looks at the past. */
  newer() {
    return this.#page((reading, ask) => reading.newer(ask));
  }

  /** Back from the past to what is said now. */
  latest() {
    this.current?.reading.latest();
    this.changed();
  }

  /** Somebody has seen the current room to its end. */
  read() {
    const room = this.current;
    if (!room?.unread || room.past || !this.attentive) return;
    room.mark(Math.max(room.read, room.timeline.at));
    this.trim();
    this.marks.tell(room);
    this.changed();
  }

  /** Whether somebody sees the page: what comes while nobody does is new when they are back. */
  attend(isSeen) {
    this.attentive = isSeen;
    if (!isSeen) this.marks.flush();
    else if (this.current?.unread) this.current.line = this.current.read;
    this.changed();
  }

  /** Somebody is writing in the current room. */
  typing() {
    const now = this.#clock.now();
    if (!this.current || this.state.name !== "open" || now - this.#typed < TYPING) return;
    this.#typed = now;
    this.request({ do: "typing", room: this.current.id }).catch(() => {}); // of no weight
  }

  /** Loads what `load` asks of the current room's log. */
  async #page(load) {
    const room = this.current;
    const asked = room && load(room.reading, (command) => this.try(command));
    this.changed();
    await asked;
    this.changed();
  }

  #grant() {
    const wish = this.#wish;
    this.#wish = null;
    if (wish) this.look(...wish);
  }
}
