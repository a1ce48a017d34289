/** The quick switcher: a few letters, Enter, and one is there. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { choices } from "../../models/switcher.js";
import { avatar } from "./avatar.js";
import { Dialog } from "./dialog.js";
import { icon } from "./icons.js";
import { news } from "./news.js";
import { sign } from "./sign.js";

const PAUSE = 150; // milliseconds without a letter, before the server is asked for people
const STEPS = new Map([["ArrowDown", 1], ["ArrowUp", -1]]);

class Switcher extends Dialog {
  static properties = { ...Dialog.properties, recent: { attribute: false }, query: { state: true }, people: { state: true }, at: { state: true } };

  name = "switcher";
  #timer = null;

  constructor() {
    super();
    this.recent = [];
    this.#forget();
  }

  open() {
    this.#forget();
    return super.open();
  }

  head() {
    const found = this.#choices();
    return html`<div class="switcher-head">
      <h2 class="unseen" id="dialog-switcher">${say("switcher")}</h2>
      ${icon("search")}
      <input class="switcher-input" type="text" role="combobox" aria-label=${say("switcher")} aria-expanded="true" aria-controls="switcher-list"
        aria-autocomplete="list" aria-activedescendant=${found.length ? `switcher-${this.at}` : nothing} placeholder=${say("switcher.hint")}
        autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="go" autofocus
        .value=${this.query} @input=${this.#type} @keydown=${this.#key} />
      <button type="button" class="icon-button" aria-label=${say("close")} @click=${() => this.close()}>${icon("x")}</button>
    </div>`;
  }

  content() {
    const found = this.#choices();
    return html`<ul class="switcher-list" id="switcher-list" role="listbox" aria-label=${say("switcher")}>
        ${found.map((choice, at) => this.#option(choice, at))}
      </ul>
      ${found.length ? nothing : html`<p class="switcher-none">${say("switcher.none")}</p>`}
      <p class="unseen" role="status">${this.query ? say("switcher.found", { count: found.length }) : ""}</p>`;
  }

  #option(choice, at) {
    const { room, user } = choice;
    return html`<li class="switcher-option" id="switcher-${at}" role="option" aria-selected=${at === this.at}
      @click=${() => this.#choose(choice)} @pointermove=${() => (this.at = at)}>
      <span class="room-sign">${room ? sign(room, this.model.user.id) : avatar(user)}</span>
      <span class="room-name">${(room ?? user).name}</span>
      ${user ? html`<span class="switcher-note">@${user.username}</span>` : news(room)}
    </li>`;
  }

  #choices() {
    const { rooms, current, user } = this.model;
    return choices(this.query, { rooms: [...rooms.values()], people: this.people, recent: this.recent, current, me: user?.id });
  }

  #type({ target }) {
    this.query = target.value;
    this.at = 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(this.query.trim()), PAUSE);
  }

  /** Who was asked for earlier is not shown for what is asked now. */
  async #find(query) {
    const people = query ? await this.model.findPeople(query) : [];
    if (query === this.query.trim()) this.people = people ?? [];
  }

  #key(event) {
    const found = this.#choices();
    if (event.isComposing) return;
    if (STEPS.has(event.key) && found.length) this.at = (this.at + STEPS.get(event.key) + found.length) % found.length;
    else if (event.key === "Enter" && found[this.at]) this.#choose(found[this.at]);
    else return;
    event.preventDefault();
  }

  #choose({ room, user }) {
    this.close();
    if (room) this.dispatchEvent(new CustomEvent("go", { bubbles: true, detail: { room: room.id } }));
    else this.model.talkTo([user.id]);
    this.dispatchEvent(new CustomEvent("write", { bubbles: true }));
  }

  updated() {
    this.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  #forget() {
    this.query = "";
    this.people = [];
    this.at = 0;
  }
}

customElements.define("chat-switcher", Switcher);
