/** Into another room: one that is there, a new one, or one with somebody alone. */

import { html } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import "./browse.js";
import "./create.js";
import "./converse.js";
import { Dialog } from "./dialog.js";

const WAYS = ["join", "make", "direct"];
const STEPS = new Map([["ArrowRight", 1], ["ArrowLeft", -1]]);

class NewRoom extends Dialog {
  static properties = { ...Dialog.properties, way: { state: true } };

  name = "new";

  constructor() {
    super();
    this.way = "join";
    this.addEventListener("entered", () => this.close());
  }

  /** `way`: join, make or direct. */
  open({ way = "join" } = {}) {
    this.way = way;
    return super.open();
  }

  get heading() {
    return say("new");
  }

  content() {
    return html`<div class="tabs" role="tablist" aria-label=${say("new")} @keydown=${this.#key}>
        ${WAYS.map((way) => html`<button type="button" class="tab" role="tab" id="tab-${way}" aria-controls="new-way"
          aria-selected=${way === this.way} tabindex=${way === this.way ? 0 : -1} @click=${() => (this.way = way)}>${say(`new.${way}`)}</button>`)}
      </div>
      <div class="new-way" id="new-way" role="tabpanel" aria-labelledby="tab-${this.way}">${this.#way()}</div>`;
  }

  #way() {
    if (this.way === "make") return html`<chat-create .model=${this.model}></chat-create>`;
    if (this.way === "direct") return html`<chat-converse .model=${this.model}></chat-converse>`;
    return html`<chat-browse .model=${this.model}></chat-browse>`;
  }

  async #key(event) {
    const step = STEPS.get(event.key);
    if (!step) return;
    event.preventDefault();
    this.way = WAYS.at((WAYS.indexOf(this.way) + step) % WAYS.length);
    await this.updateComplete;
    this.querySelector("[aria-selected=true]").focus();
  }
}

customElements.define("chat-new-room", NewRoom);
