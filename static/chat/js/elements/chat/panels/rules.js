/** How a room is led: whether it is frozen, and how long its members wait between two messages. */

import { html, live, nothing } from "../../../vendor/lit.js";
import { span } from "../../../lib/calendar.js";
import { say } from "../../../lib/speech.js";
import { Part } from "../../part.js";
import { Attempt } from "./attempt.js";

const WAITS = [5, 10, 30, 60, 300, 900, 3600]; // seconds

class Rules extends Part {
  #attempt = new Attempt(this);
  #wish = {}; // what is asked for, and shown until it is answered

  render() {
    const room = this.model.current;
    if (!room) return nothing;
    const { frozen, slow } = { frozen: room.frozen, slow: room.slow, ...this.#wish };
    const waits = [...new Set([...WAITS, ...(slow ? [slow] : [])])].sort((one, other) => one - other);
    return html`<h3 class="panel-subtitle">${say("rules")}</h3>
      <div class="panel-form">
        <label class="option"><input type="checkbox" .checked=${live(frozen)} ?disabled=${this.#attempt.busy} @change=${this.#freeze} />
          <span>${say("rules.frozen")}<small>${say("rules.frozen.about")}</small></span></label>
        <div class="field">
          <label class="label" for="rules-slow">${say("rules.slow")}</label>
          <select class="input" id="rules-slow" ?disabled=${this.#attempt.busy} @change=${this.#slow}>
            <option value="0" .selected=${live(slow === 0)}>${say("rules.slow.off")}</option>
            ${waits.map((seconds) => html`<option value=${seconds} .selected=${live(slow === seconds)}>${say("rules.slow.one", { time: span(seconds) })}</option>`)}
          </select>
        </div>
        ${this.#attempt.told}
      </div>`;
  }

  #freeze({ target }) {
    this.#set({ frozen: target.checked });
  }

  #slow({ target }) {
    this.#set({ slow: Number(target.value) });
  }

  async #set(wish) {
    this.#wish = wish;
    await this.#attempt.run(() => this.model.request({ do: "room.update", room: this.model.current.id, ...wish }));
    this.#wish = {}; // what was refused is as it was
    this.requestUpdate();
  }
}

customElements.define("chat-rules", Rules);
