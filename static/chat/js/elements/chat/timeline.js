/** What is said in the room that is looked at, by day; older and newer messages come as one scrolls to them. */

import { guard, html, nothing, repeat } from "../../vendor/lit.js";
import { day } from "../../lib/calendar.js";
import { say } from "../../lib/speech.js";
import { asMessage, daysOf } from "../../models/grouping.js";
import { Quotes } from "../../models/quotes.js";
import { silence } from "../../models/voice.js";
import { Part } from "../part.js";
import { beginning, coming } from "./beginning.js";
import "./foot.js";
import "./herald.js";
import { message } from "./message.js";
import { Pointing } from "./pointing.js";
import { Scrolling } from "./scrolling.js";
import "./sheet.js";
import { Walk } from "./walk.js";
import { way, wayUp } from "./way.js";

const FLASH = 2000; // milliseconds that a message is marked to which one has jumped
const MOMENT = 1600; // milliseconds that a word about what was done stays

class Timeline extends Part {
  static properties = { ...Part.properties, flashed: { state: true }, done: { state: true } };

  #scrolling = new Scrolling(this);
  #walk = new Walk(this);
  #pointing = new Pointing(this, (row) => this.#menu.open(this.at(row).told, row));
  #quotes = null;
  #shown = new Map(); // the messages that are drawn, by key
  #flash;
  #telling;
  #door = null; // the key of the one to which the Tab key goes

  #menu = {
    open: (told, at) => this.querySelector("chat-actions").open(told, at),
    react: (told, at) => this.querySelector("chat-actions").react(told, at),
  };

  /** Goes to where the newest message is; true, for whoever asks whether there was something to do. */
  latest() {
    this.#scrolling.latest();
    return true;
  }

  /** Marks the message with this key for a moment. */
  flash(key) {
    this.flashed = key;
    clearTimeout(this.#flash);
    this.#flash = setTimeout(() => (this.flashed = null), FLASH);
  }

  /** What is known of a message's row: for what is done at it. */
  at(row) {
    const context = { room: this.model.current, model: this.model, tell: this.#tell };
    return { told: this.#shown.get(row.dataset.key), context, menu: this.#menu };
  }

  #tell = (words) => {
    this.done = words;
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => (this.done = null), MOMENT);
  };

  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("model")) this.#quotes = new Quotes(this.model);
  }

  /** Between two rooms there may be none. */
  shouldUpdate() {
    return this.model.current !== null;
  }

  render() {
    const { model } = this;
    const { current: room, user } = model;
    const { view } = room;
    const [walk, pointing] = [this.#walk, this.#pointing];
    return html`<div class="timeline" @scroll=${this.#scrolling.scrolled}>
        ${view.older ? coming(view.messages.length ? 3 : 12) : beginning(room, user.id)}
        <div class="messages" role="log" aria-live="off" aria-label=${say("timeline")}
          @keydown=${walk.key} @focusin=${walk.focus} @focusout=${walk.blur}
          @pointerover=${pointing.over} @pointerleave=${pointing.leave} @click=${pointing.tap}
          @pointerdown=${pointing.down} @pointermove=${pointing.drag} @pointerup=${pointing.up} @pointercancel=${pointing.up}>
          ${repeat(this.#days(room), ({ key }) => nameOf(room, key), (each) => this.#day(each, room))}
        </div>
        ${view.newer ? coming(3) : nothing}
      </div>
      ${wayUp(room, this.#scrolling.toLine)}
      ${this.#scrolling.away ? way(room, this.#back) : nothing}
      ${this.done ? html`<p class="timeline-done" role="status">${this.done}</p>` : nothing}
      <chat-foot .model=${model}></chat-foot>
      <chat-herald .model=${model}></chat-herald>
      <chat-actions .model=${model} .tell=${this.#tell}></chat-actions>`;
  }

  #days(room) {
    const { id, view, timeline, line } = room;
    const { user } = this.model;
    const [from, to] = this.#scrolling.drawn;
    const atEnd = view === timeline && to === view.messages.length;
    const waiting = atEnd ? this.model.outbox.of(id).map((entry) => asMessage(entry, user)) : [];
    const days = daysOf(view.messages, { from, to, line, older: view.older, waiting, me: user.id });
    const rows = days.flatMap(({ rows }) => rows).filter(({ told }) => told);
    this.#shown = new Map(rows.map(({ key, told }) => [nameOf(room, key), told]));
    this.#door = this.#shown.has(this.#walk.at) ? this.#walk.at : [...this.#shown.keys()].at(-1);
    return days;
  }

  #day({ key, date, rows }, room) {
    const title = day(date);
    return html`<section class="day" aria-label=${title} data-day=${key}>
      <h2 class="day-title"><span>${title}</span></h2>
      ${repeat(rows, (row) => row.key, (row) => (row.told ? this.#row(row, room) : line()))}
    </section>`;
  }

  /** Drawn again only if something of it has changed: there are many. */
  #row({ key: known, told, headed }, room) {
    const key = nameOf(room, known);
    const { model } = this;
    const row = {
      key,
      headed,
      active: key === this.#pointing.at || key === this.#walk.held,
      flashed: key === this.flashed,
      reachable: key === this.#door,
      answered: told.reply_to ? this.#quotes.find(room, told.reply_to) : undefined,
      menu: this.#menu,
    };
    const person = room.person(told.author?.id);
    const depends = [told, told.waiting?.refusal, told.waiting?.due, person, room.leads, silence(room)?.why, ...Object.values(row)];
    return guard(depends, () => message(told, { room, model, row }));
  }

  #back = async () => {
    this.latest();
    await this.updateComplete;
    [...this.querySelectorAll(".messages .message")].at(-1)?.focus({ preventScroll: true }); // the button has gone
  };
}

customElements.define("chat-timeline", Timeline);

/** What is drawn for a row of one room is never another room's. */
function nameOf({ id }, key) {
  return `${id} ${key}`;
}

function line() {
  return html`<p class="line" role="separator"><span>${say("timeline.new")}</span></p>`;
}
