/** Messages that fit what one looks for, in this room or in all. What was found stays when the panel is closed. */

import { html, nothing } from "../../../vendor/lit.js";
import { nodesOf } from "../../../lib/markup.js";
import { moment, say } from "../../../lib/speech.js";
import { Search } from "../../../models/search.js";
import { Part } from "../../part.js";
import { avatar } from "../avatar.js";
import { step } from "./arrows.js";
import { words } from "./attempt.js";

const searches = new WeakMap(); // of a Chat: its Search
const snippets = new WeakMap(); // the nodes of what was found, parsed once

class SearchPanel extends Part {
  static properties = { ...Part.properties, options: { attribute: false } };

  #follow = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    if (!searches.has(this.model)) searches.set(this.model, new Search((command) => this.model.request(command)));
    this.#search.addEventListener("change", this.#follow);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#search.removeEventListener("change", this.#follow);
  }

  firstUpdated() {
    const field = this.querySelector("#search-query");
    field.focus();
    field.select();
  }

  render() {
    const search = this.#search;
    return html`<div class="search" @keydown=${this.#key}>
      <form class="panel-tools search-form" role="search" @submit=${this.#now}>
        <label class="unseen" for="search-query">${say("search.query")}</label>
        <input class="input" id="search-query" type="search" maxlength="200" autocomplete="off" enterkeyhint="search"
          placeholder=${say("search.query")} .value=${search.query} @input=${({ target }) => search.type(target.value)} />
        ${this.#places()}
      </form>
      <p class="panel-about" role="status">${this.#told()}</p>
      <ol class="found" aria-busy=${search.state === "searching"}>${search.found.map((one) => this.#found(one))}</ol>
      ${search.before === null || search.state !== "done" ? nothing
        : html`<button type="button" class="button search-more" @click=${() => search.more()}>${say("search.more")}</button>`}
    </div>`;
  }

  get #search() {
    return searches.get(this.model);
  }

  #places() {
    const { current, rooms } = this.model;
    const searched = rooms.get(this.#search.room) ?? current; // it may not be the current room any more
    const place = (room, word) => html`<label class="segment"><input class="unseen" type="radio" name="room"
      .checked=${this.#search.room === room} @change=${() => this.#search.within(room)} />${word}</label>`;
    return html`<div class="segments" role="radiogroup" aria-label=${say("search.where")}>
      ${place(null, say("search.everywhere"))}
      ${searched ? place(searched.id, searched === current ? say("search.here") : searched.name) : nothing}
    </div>`;
  }

  #told() {
    const { state, found, before, error } = this.#search;
    if (state === "empty") return say("search.empty");
    if (state === "failed") return words(error);
    if (state === "searching") return found.length ? nothing : say("search.searching");
    if (!found.length) return say("search.none");
    return say(before === null ? "search.count" : "search.best", { count: found.length });
  }

  #found(one) {
    if (!snippets.has(one)) snippets.set(one, nodesOf(one.snippet));
    const { message, room } = one;
    const place = this.model.rooms.get(room);
    const author = message.author?.name ?? say("author.gone");
    return html`<li><button type="button" class="found-one" @click=${() => this.#go(one)}>
      <span class="found-head">${avatar(message.author)}<span class="found-author">${author}</span>
        ${this.#search.room === null && place ? html`<span class="found-room">${place.name}</span>` : nothing}
        <time class="found-time" datetime=${message.created}>${moment(new Date(message.created))}</time></span>
      <span class="found-text">${snippets.get(one)}</span>
    </button></li>`;
  }

  #go({ room, message }) {
    this.dispatchEvent(new CustomEvent("go", { bubbles: true, detail: { room, seq: message.seq } }));
  }

  #now(event) {
    event.preventDefault();
    this.#search.now();
  }

  #key(event) {
    step(event, [...this.querySelectorAll("#search-query, .found-one")]);
  }
}

customElements.define("chat-search", SearchPanel);
