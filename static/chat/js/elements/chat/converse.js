/** Whom to talk to: people are found by name, chosen, and the room that is theirs alone opens. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { avatar } from "./avatar.js";
import { Entry } from "./entry.js";
import { icon } from "./icons.js";

const PAUSE = 150; // milliseconds without a letter, before the server is asked
const MOST = 19; // others in a direct room; one is there oneself

class Converse extends Entry {
  static properties = { ...Entry.properties, found: { state: true }, chosen: { state: true } };

  #query = "";
  #answered = null; // the query whose answer is shown
  #timer = null;

  constructor() {
    super();
    this.found = [];
    this.chosen = new Map();
  }

  firstUpdated() {
    this.#find();
  }

  get #others() {
    return this.found.filter(({ id }) => id !== this.model.user.id && !this.chosen.has(id));
  }

  render() {
    const chosen = [...this.chosen.values()];
    const others = this.#others;
    return html`<form class="new-form" @submit=${this.#talk}>
      <label class="unseen" for="converse">${say("new.find-person")}</label>
      <input class="input" id="converse" type="search" autocomplete="off" placeholder=${say("new.find-person")}
        @input=${this.#type} @keydown=${this.#key} />
      ${chosen.length ? html`<ul class="chips" aria-label=${say("new.chosen")}>${chosen.map((user) => this.#chip(user))}</ul>` : nothing}
      ${this.troubles()}
      <ul class="choices">${others.map((user) => this.#row(user))}</ul>
      ${others.length ? nothing : html`<p class="dialog-about" role="status">${say("new.nobody")}</p>`}
      <div class="dialog-foot">
        <button type="submit" class="button button-main" ?disabled=${this.busy || !chosen.length}>${say("new.talk")}</button>
      </div>
    </form>`;
  }

  #row(user) {
    return html`<li><button type="button" class="choice" ?disabled=${this.chosen.size >= MOST} @click=${() => this.#choose(user)}>
      ${avatar(user)}
      <span class="choice-words"><span class="choice-name">${user.name}</span><span class="choice-note">@${user.username}</span></span>
      ${icon("plus")}
    </button></li>`;
  }

  #chip(user) {
    return html`<li class="chip">${avatar(user)}<span>${user.name}</span>
      <button type="button" class="icon-button" aria-label=${say("new.without", { name: user.name })}
        @click=${() => this.#leave(user)}>${icon("x")}</button></li>`;
  }

  /** Enter takes the first who fits what was typed; with an empty field it begins the talk. */
  async #key(event) {
    if (event.key !== "Enter" || event.isComposing || !this.#query) return;
    event.preventDefault();
    if (this.#answered !== this.#query) await this.#find(); // who is shown was asked for before
    const [first] = this.#others;
    if (first && this.#answered === this.#query) this.#choose(first);
  }

  #choose(user) {
    this.chosen = new Map(this.chosen).set(user.id, user);
    const field = this.querySelector("input");
    field.value = "";
    field.focus();
    this.#seek("");
  }

  #leave(user) {
    this.chosen = new Map([...this.chosen].filter(([id]) => id !== user.id));
    this.querySelector("input").focus();
  }

  #type({ target }) {
    this.#seek(target.value.trim());
  }

  #seek(query) {
    this.#query = query;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(), PAUSE);
  }

  /** Only the answer to the latest question counts. */
  async #find() {
    const query = this.#query;
    const found = (await this.model.findPeople(query)) ?? [];
    if (query !== this.#query) return;
    this.found = found;
    this.#answered = query;
  }

  #talk(event) {
    event.preventDefault();
    this.enter(() => this.model.talkTo([...this.chosen.keys()]));
  }
}

customElements.define("chat-converse", Converse);
