/** What a room keeps where everybody finds it: its pins, the latest first. */

import { html, nothing, repeat } from "../../../vendor/lit.js";
import { say } from "../../../lib/speech.js";
import { mayPin } from "../../../models/voice.js";
import { Part } from "../../part.js";
import { icon } from "../icons.js";
import { message } from "../message.js";
import { Attempt } from "./attempt.js";

class PinsPanel extends Part {
  #loading = new Attempt(this);

  willUpdate(changed) {
    super.willUpdate(changed);
    const room = this.model.current;
    if (room && !room.pins.known && !this.#loading.refusal) this.#load(room);
  }

  render() {
    const room = this.model.current;
    if (!room) return nothing;
    const { list, known } = room.pins;
    return html`${this.#loading.told}
      ${this.#loading.refusal ? html`<button type="button" class="button" @click=${() => this.#load(room)}>${say("message.retry")}</button>` : nothing}
      ${known && !list.length ? html`<p class="panel-empty">${say(mayPin(room) ? "pins.none.mine" : "pins.none")}</p>` : nothing}
      ${repeat(list, ({ seq }) => seq, (told) => this.#pin(room, told))}`;
  }

  #pin(room, told) {
    const { model } = this;
    return html`<div class="pin">${message(told, { room, model, compact: true })}
      <div class="panel-buttons">
        <button type="button" class="button button-quiet" @click=${() => this.#go(room, told)}>${icon("corner-up-left")}${say("thread.jump")}</button>
        ${mayPin(room) ? html`<button type="button" class="button button-quiet" @click=${() => model.pin(room, told)}>${icon("pin-off")}${say("action.unpin")}</button>` : nothing}
      </div></div>`;
  }

  #load(room) {
    this.#loading.run(() => room.pins.load(room.id, (command) => this.model.request(command)));
  }

  #go(room, { seq }) {
    this.dispatchEvent(new CustomEvent("go", { bubbles: true, detail: { room: room.id, seq } }));
  }
}

customElements.define("chat-pins", PinsPanel);
