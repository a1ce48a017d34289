/** The chat page: rooms on one side, the current one in the middle, a panel on demand. */

import { classMap, html } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import "./head.js";
import "./rooms.js";
import "./status.js";
import "./timeline.js";
import "./writer.js";

class ChatPage extends Part {
  static properties = {
    ...Part.properties,
    staff: { type: Boolean }, // whether the administration is open to this person
    listed: { state: true }, // on a phone: whether the list of rooms covers the room
    panel: { state: true }, // what `show` asked for, or null
  };

  constructor() {
    super();
    this.listed = false;
    this.panel = null;
    this.addEventListener("list", () => (this.listed = true));
    this.addEventListener("go", ({ detail }) => this.#go(detail));
    this.addEventListener("show", ({ detail }) => (this.panel = detail.panel ? detail : null));
  }

  /** What the server has drawn meanwhile makes room for the living page. */
  update(changed) {
    if (!this.hasUpdated) this.replaceChildren();
    super.update(changed);
  }

  render() {
    const { model } = this;
    return html`<div class=${classMap({ chat: true, "chat-listed": this.listed, "chat-paneled": this.panel !== null })}>
      <chat-rooms class="chat-side" .model=${model} ?staff=${this.staff}></chat-rooms>
      <main class="chat-room" id="main" tabindex="-1" aria-labelledby="room-title">
        <chat-head .model=${model} .panel=${this.panel?.panel ?? null}></chat-head>
        <chat-status .model=${model}></chat-status>
        ${model.current ? html`<chat-timeline .model=${model}></chat-timeline><chat-writer .model=${model}></chat-writer>` : this.#empty()}
      </main>
    </div>`;
  }

  #empty() {
    const known = this.model.user !== null;
    return html`<p class="room-empty">${known ? say("room.none") : say("state.connecting")}</p>`;
  }

  #go({ room, seq = null }) {
    this.model.look(room, seq);
    this.listed = false;
  }
}

customElements.define("chat-page", ChatPage);
