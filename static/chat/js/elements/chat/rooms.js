/** On the side: the rooms of a person with what is new in them, whom they talk to, and themselves. */

import { html, nothing, repeat } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { SHORTCUTS } from "../../models/shortcuts.js";
import { Part } from "../part.js";
import "./account.js";
import { icon } from "./icons.js";
import { keycaps } from "./keycaps.js";
import { mark } from "./mark.js";
import { news } from "./news.js";
import { sign } from "./sign.js";

class Rooms extends Part {
  static properties = { ...Part.properties, staff: { type: Boolean }, folded: { state: true } };

  constructor() {
    super();
    this.folded = new Set();
  }

  render() {
    const { model } = this;
    return html`<div class="side-head">
        <p class="side-brand">${mark()}Chatsite</p>
        <button type="button" class="side-find" aria-keyshortcuts="Control+K Meta+K" @click=${() => this.#ask("switcher")}>
          ${icon("search")}<span class="side-find-word">${say("rooms.find")}</span>
          <span aria-hidden="true">${keycaps(SHORTCUTS.get("switcher"))}</span>
        </button>
      </div>
      <div class="side-lists">
        ${this.#section("rooms", model.list, say("rooms.add"), "join")}
        ${this.#section("rooms.direct", model.direct, say("direct.add"), "direct")}
      </div>
      <chat-account .model=${model} ?staff=${this.staff}></chat-account>`;
  }

  /** Folded it shows what is new, and where one is. */
  #section(key, rooms, add, tab) {
    const folded = this.folded.has(key);
    const shown = folded ? rooms.filter((room) => room.unread || room === this.model.current) : rooms;
    return html`<section class="side-section">
      <div class="side-title">
        <button type="button" class="side-fold" aria-expanded=${!folded} @click=${() => this.#fold(key)}>
          ${icon("chevron-down")}<span>${say(key)}</span>
        </button>
        <button type="button" class="icon-button side-add" aria-label=${add} title=${add}
          @click=${() => this.#ask("new", { tab })}>${icon("plus")}</button>
      </div>
      <ul class="rooms">${repeat(shown, ({ id }) => id, (room) => html`<li>${this.#room(room)}</li>`)}</ul>
    </section>`;
  }

  #room(room) {
    const quiet = room.level === "nothing";
    const here = room === this.model.current;
    return html`<a class="room ${room.unread && !quiet ? "room-new" : ""} ${quiet ? "room-quiet" : ""}" href="/rooms/${room.id}/"
      aria-current=${here ? "page" : nothing}>
      <span class="room-sign">${sign(room, this.model.user.id)}</span>
      <span class="room-name">${room.name}</span>
      ${!here && !room.draft.isEmpty ? told("pencil", say("room.draft")) : nothing}
      ${quiet ? told("bell-off", say("room.muted")) : nothing}
      ${news(room)}
    </a>`;
  }

  #fold(key) {
    const folded = new Set(this.folded);
    if (!folded.delete(key)) folded.add(key);
    this.folded = folded;
  }

  #ask(dialog, more = {}) {
    this.dispatchEvent(new CustomEvent("ask", { bubbles: true, detail: { dialog, ...more } }));
  }
}

function told(drawing, word) {
  return html`<span class="room-note" title=${word}>${icon(drawing)}<span class="unseen">${word}</span></span>`;
}

customElements.define("chat-rooms", Rooms);
