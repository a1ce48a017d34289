/** The chat page: rooms on one side, the current one on the other, and one line about the connection. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import "./rooms.js";
import "./status.js";
import "./timeline.js";
import "./writer.js";

class ChatPage extends Part {
  static properties = { ...Part.properties, listed: { state: true } };

  constructor() {
    super();
    this.listed = false; // on a phone: whether the list of rooms covers the room
  }

  render() {
    const { model } = this;
    return html`<div class="chat ${this.listed ? "chat-listed" : ""}">
      <chat-rooms class="chat-side" .model=${model} @look=${this.#look}></chat-rooms>
      <section class="chat-room" aria-labelledby="room-title">
        ${this.#head(model.current)}
        <chat-status .model=${model}></chat-status>
        ${model.current ? html`<chat-timeline .model=${model}></chat-timeline><chat-writer .model=${model}></chat-writer>` : this.#empty()}
      </section>
    </div>`;
  }

  #head(room) {
    const present = room ? [...room.present.values()].filter((status) => status !== "offline").length : 0;
    return html`<header class="room-head">
      <button type="button" class="button button-quiet room-back" @click=${() => (this.listed = true)}>${say("rooms")}</button>
      <h1 class="room-title" id="room-title">${room?.name ?? say("rooms")}</h1>
      ${room?.topic ? html`<p class="room-topic">${room.topic}</p>` : nothing}
      ${room ? html`<p class="room-facts">${say("room.facts", { members: room.members.size, present })}</p>` : nothing}
    </header>`;
  }

  #empty() {
    const known = this.model.user !== null;
    return html`<p class="room-empty">${known ? say("room.none") : say("state.connecting")}</p>`;
  }

  #look({ detail }) {
    this.model.look(detail.id);
    this.listed = false;
  }
}

customElements.define("chat-page", ChatPage);
