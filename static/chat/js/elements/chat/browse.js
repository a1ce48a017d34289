/** The public rooms that one is not in yet. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Entry } from "./entry.js";
import { icon } from "./icons.js";

const PAUSE = 150; // milliseconds without a letter, before the server is asked

class Browse extends Entry {
  static properties = { ...Entry.properties, found: { state: true } };

  #query = "";
  #timer = null;

  constructor() {
    super();
    this.found = null; // null: not known yet
  }

  firstUpdated() {
    this.#find();
  }

  render() {
    return html`<div class="new-form">
      <label class="unseen" for="browse">${say("new.find-room")}</label>
      <input class="input" id="browse" type="search" autocomplete="off" placeholder=${say("new.find-room")} @input=${this.#type} />
      ${this.troubles()}
      <ul class="choices" aria-busy=${this.found === null}>${(this.found ?? []).map((room) => this.#row(room))}</ul>
      <p class="dialog-about" role="status">${this.#none()}</p>
    </div>`;
  }

  #none() {
    if (this.found?.length !== 0) return "";
    return say(this.#query ? "new.no-such-room" : "new.no-room");
  }

  #row(room) {
    const name = room.title || room.slug;
    return html`<li class="choice">
      <span class="room-sign">${icon("hash")}</span>
      <span class="choice-words">
        <span class="choice-name">${name}</span>${room.topic ? html`<span class="choice-note">${room.topic}</span>` : nothing}
      </span>
      <button type="button" class="button" aria-label=${say("new.join-room", { room: name })} ?disabled=${this.busy}
        @click=${() => this.enter(() => this.model.enter({ do: "room.join", room: room.id }))}>${say("new.enter")}</button>
    </li>`;
  }

  #type({ target }) {
    this.#query = target.value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(), PAUSE);
  }

  /** Only the answer to the latest question counts. */
  async #find() {
    const query = this.#query;
    const found = await this.model.joinable(query);
    if (query === this.#query) this.found = found;
  }
}

customElements.define("chat-browse", Browse);
