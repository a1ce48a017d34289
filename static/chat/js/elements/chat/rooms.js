/** The rooms of a person with what is unread in them, and how to come into another one. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";

class Rooms extends Part {
  static properties = { ...Part.properties, adding: { state: true }, joinable: { state: true } };

  constructor() {
    super();
    this.adding = false;
    this.joinable = [];
  }

  render() {
    const { list, current } = this.model;
    return html`<nav aria-label=${say("rooms")}>
        <ul class="rooms">
          ${list.map((room) => html`<li>
            <button type="button" class="room" aria-current=${room === current} @click=${() => this.#look(room.id)}>
              <span class="room-name">${room.name}</span>
              ${room.unread ? html`<span class="room-unread" aria-label=${say("room.unread", { count: room.unread })}>${room.unread}</span>` : nothing}
            </button>
          </li>`)}
        </ul>
      </nav>
      ${this.adding ? this.#form() : html`<button type="button" class="button button-quiet" @click=${this.#add}>${say("rooms.add")}</button>`}`;
  }

  #form() {
    return html`<form class="rooms-add" @submit=${this.#create}>
      ${this.joinable.length ? html`<p class="label">${say("rooms.join")}</p>
        <ul class="rooms">${this.joinable.map(({ id, title, slug }) => html`<li>
          <button type="button" class="room" @click=${() => this.#enter({ do: "room.join", room: id })}>${title || slug}</button>
        </li>`)}</ul>` : nothing}
      <label class="label" for="new-room">${say("rooms.new")}</label>
      <input class="input" id="new-room" name="title" maxlength="100" autocomplete="off" required />
      <label class="tick"><input type="checkbox" name="private" /> <span>${say("rooms.private")}</span></label>
      <div class="rooms-buttons">
        <button type="submit" class="button button-main">${say("rooms.create")}</button>
        <button type="button" class="button button-quiet" @click=${() => (this.adding = false)}>${say("cancel")}</button>
      </div>
    </form>`;
  }

  async #add() {
    this.adding = true;
    this.joinable = await this.model.joinable();
    this.querySelector("#new-room")?.focus();
  }

  #create(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.#enter({ do: "room.create", kind: form.has("private") ? "private" : "public", title: form.get("title") });
  }

  #enter(command) {
    this.adding = false;
    this.model.enter(command);
  }

  #look(id) {
    this.dispatchEvent(new CustomEvent("look", { detail: { id } }));
  }
}

customElements.define("chat-rooms", Rooms);
