/** Into another room: one that is there, a new one, or one with somebody alone. */

import { html } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import "./browse.js";
import "./create.js";
import "./converse.js";
import { Dialog } from "./dialog.js";

const TABS = ["join", "make", "direct"];
const STEPS = new Map([["ArrowRight", 1], ["ArrowLeft", -1]]);

class NewRoom extends Dialog {
  static properties = { ...Dialog.properties, tab: { state: true } };

  name = "new";

  constructor() {
    super();
    this.tab = "join";
    this.addEventListener("entered", () => this.close());
  }

  /** `tab`: join, make or direct. */
  async open({ tab = "join" } = {}) {
    this.tab = tab;
    await super.open();
    if (matchMedia("(pointer: fine)").matches) await this.#write(); // a phone's keyboard would cover the list
  }

  get heading() {
    return say("new");
  }

  content() {
    return html`<div class="tabs" role="tablist" aria-label=${say("new")} @keydown=${this.#key}>
        ${TABS.map((tab) => html`<button type="button" class="tab" role="tab" id="tab-${tab}" aria-controls="new-tab"
          aria-selected=${tab === this.tab} tabindex=${tab === this.tab ? 0 : -1} @click=${() => this.#turn(tab)}>${say(`new.${tab}`)}</button>`)}
      </div>
      <div class="new-tab" id="new-tab" role="tabpanel" aria-labelledby="tab-${this.tab}">${this.#tab()}</div>`;
  }

  #tab() {
    if (this.tab === "make") return html`<chat-create .model=${this.model}></chat-create>`;
    if (this.tab === "direct") return html`<chat-converse .model=${this.model}></chat-converse>`;
    return html`<chat-browse .model=${this.model}></chat-browse>`;
  }

  #turn(tab) {
    this.tab = tab;
    return this.#write();
  }

  /** Into the tab's first field, once it is there. */
  async #write() {
    await this.updateComplete;
    const { firstElementChild: body } = this.querySelector("#new-tab");
    await body.updateComplete;
    body.querySelector("input").focus();
  }

  async #key(event) {
    const step = STEPS.get(event.key);
    if (!step) return;
    event.preventDefault();
    this.tab = TABS.at((TABS.indexOf(this.tab) + step) % TABS.length);
    await this.updateComplete;
    this.querySelector("[aria-selected=true]").focus();
  }
}

customElements.define("chat-new-room", NewRoom);
