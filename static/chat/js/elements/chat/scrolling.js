/** Where somebody reads in a room: what of it is drawn, what is loaded next, and that nothing moves under their eyes. */

import { Stretch } from "../../models/stretch.js";
import { Place } from "./place.js";

const REACH = 0.75; // heights of the window before an edge at which more is drawn
const AHEAD = 2; // and at which more is asked for
const AGAIN = 1000; // milliseconds before what did not come is asked for again
const FAR = 0.5; // heights of the window above the end: a way back is shown
const NEW = 0.25; // where in the window the line above what is new is put
const AIM = 0.35; // and what somebody has jumped to

/** A controller of chat-timeline. */
export class Scrolling {
  #host;
  #stretch = new Stretch();
  #place = null;
  #room = null;
  #begun = false; // whether one has been put where reading begins
  #aim = null; // the seq that somebody jumps to
  #said = null; // what I have said last
  #before = null; // what was seen before a change
  #stays = true; // whether one was at the end before a change
  #loading = false;
  #sizes = new ResizeObserver(() => this.#atEnd && this.#place.end());
  away = false; // far from the end

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  /** [from, to): the places of the messages that are drawn. */
  get drawn() {
    return this.#stretch.of(this.#room.view.messages);
  }

  /** Goes to where the newest message is, and stays there. */
  latest() {
    const { model } = this.#host;
    if (this.#room.view !== this.#room.timeline) model.latest();
    this.#stretch.toEnd(this.#room.timeline.messages);
    if (this.#place) this.#place.atEnd = true;
    this.#host.requestUpdate();
  }

  /** Goes to where the new messages begin, however far that is. */
  toLine = async () => {
    const room = this.#room;
    await this.#host.model.look(room.id, room.line);
    if (room !== this.#room) return;
    room.target = null; // it is what was read last
    this.#stretch.around(room.view.messages, room.line + 1);
    this.#begun = false;
    this.#host.requestUpdate();
  };

  scrolled = () => {
    this.#place.look();
    this.#follow();
  };

  hostUpdate() {
    const { current: room } = this.#host.model;
    this.#place?.look();
    this.#before = this.#place?.take();
    if (this.#room !== room) this.#enter(room);
    this.#stays = this.#atEnd;
    this.#aimAt(room);
    this.#sayOwn(room);
    if (this.#stretch.settle(room.view.messages, this.#stays)) this.#stays = true;
  }

  hostUpdated() {
    if (!this.#place) this.#watch();
    const row = this.#aim === null ? null : this.#host.querySelector(`#message-${this.#aim}`);
    if (row) this.#hit(row);
    else if (!this.#begun) this.#begin();
    else if (this.#stays) this.#place.end();
    else this.#place.keep(this.#before);
    this.#before = null;
    this.#follow();
  }

  hostDisconnected() {
    this.#sizes.disconnect();
    this.#room = this.#place = null;
  }

  /** At the end of all that there is, not of what happens to be drawn or loaded. */
  get #atEnd() {
    return this.#begun && this.#place.atEnd && this.#stretch.follows && !this.#room.view.newer;
  }

  #watch() {
    const list = this.#host.querySelector(".timeline");
    this.#place = new Place(list, ".message");
    this.#sizes.observe(list);
    this.#sizes.observe(list.querySelector(".messages"));
  }

  #enter(room) {
    this.#room = room;
    this.#begun = false;
    this.#aim = null;
    this.#said = this.#lastSaid(room);
    this.#stretch.toEnd(room.view.messages);
  }

  #aimAt(room) {
    if (room.target === null || !room.view.find(room.target)) return;
    this.#aim = room.target;
    room.target = null;
    this.#stretch.around(room.view.messages, this.#aim);
  }

  /** Who says something wants to see it. */
  #sayOwn(room) {
    const said = this.#lastSaid(room);
    if (said !== null && said !== this.#said) {
      this.latest();
      this.#stays = true;
    }
    this.#said = said ?? this.#said;
  }

  #lastSaid(room) {
    return this.#host.model.outbox.of(room.id).at(-1)?.client_id ?? null;
  }

  #hit(row) {
    this.#aim = null;
    this.#begun = true;
    this.#place.show(row, AIM);
    row.focus({ preventScroll: true });
    this.#host.flash(row.dataset.key);
  }

  /** At the line above what is new, or at the end; once there is something. */
  #begin() {
    const { view } = this.#room;
    this.#begun = view.messages.length > 0 || !view.older;
    const line = this.#host.querySelector(".line");
    if (line) this.#place.show(line, NEW);
    else this.#place.end();
  }

  /** After a scroll or a change: draws and loads what comes next, marks as read what is seen. */
  #follow() {
    const { view } = this.#room;
    const { above, below } = this.#place.left;
    const moved = (above < REACH && this.#stretch.earlier(view.messages)) || (below < REACH && this.#stretch.later(view.messages));
    if (moved) this.#host.requestUpdate();
    const [from, to] = this.drawn;
    if (above < AHEAD && from === 0 && view.older) this.#load("older");
    if (below < AHEAD && to === view.messages.length && view.newer) this.#load("newer");
    if (this.#atEnd) this.#host.model.read();
    const away = this.#begun && (below > FAR || !this.#stretch.follows || view.newer);
    if (away !== this.away) this.#host.requestUpdate();
    this.away = away;
  }

  async #load(way) {
    const { model } = this.#host;
    if (this.#loading || model.state.name !== "open" || this.#room.timeline.at === null) return;
    this.#loading = true;
    const { messages } = this.#room.view;
    await model[way]();
    if (this.#room.view.messages === messages) await new Promise((done) => setTimeout(done, AGAIN));
    this.#loading = false;
    this.#host.requestUpdate();
  }
}
