/** What stands beside the room on demand: a title, a way out, and the panel that was asked for. */

import { html } from "../../../vendor/lit.js";
import { say } from "../../../lib/speech.js";
import { Part } from "../../part.js";
import { icon } from "../icons.js";
import "./me.js";
import "./members.js";
import "./pins.js";
import "./room.js";
import "./search.js";
import "./thread.js";

const BODIES = new Map([
  ["members", (model, options) => html`<chat-members class="panel-body" .model=${model} .options=${options}></chat-members>`],
  ["pins", (model, options) => html`<chat-pins class="panel-body" .model=${model} .options=${options}></chat-pins>`],
  ["search", (model, options) => html`<chat-search class="panel-body" .model=${model} .options=${options}></chat-search>`],
  ["thread", (model, options) => html`<chat-thread class="panel-body" .model=${model} .options=${options}></chat-thread>`],
  ["room", (model, options) => html`<chat-room-settings class="panel-body" .model=${model} .options=${options}></chat-room-settings>`],
  ["me", (model, options) => html`<chat-me class="panel-body" .model=${model} .options=${options}></chat-me>`],
]);

/** `options`: the detail of the event `show` that asked for it. It is in the page only while it is open. */
class Panel extends Part {
  static properties = { ...Part.properties, options: { attribute: false } };

  #opener = null;

  connectedCallback() {
    super.connectedCallback();
    this.#opener = document.activeElement;
    this.addEventListener("keydown", this.#key);
    for (const wish of ["go", "write"]) this.addEventListener(wish, this.#aside);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (document.activeElement !== document.body) return; // it was not in here
    const back = this.#opener?.isConnected ? this.#opener : document.querySelector("#main");
    back?.focus();
  }

  render() {
    const { panel } = this.options;
    return html`<section class="panel" aria-labelledby="panel-title">
      <header class="panel-head">
        <h2 class="panel-title" id="panel-title" tabindex="-1">${say(`panel.${panel}`)}</h2>
        <button type="button" class="icon-button" aria-label=${say("close")} title=${say("close")}
          @click=${this.#close}>${icon("x")}</button>
      </header>
      ${BODIES.get(panel)(this.model, this.options)}
    </section>`;
  }

  updated(changed) {
    if (changed.has("options") && changed.get("options")?.panel !== this.options.panel) {
      this.querySelector(".panel-title").focus();
    }
  }

  #key = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation(); // to the page Esc would mean the room
    this.#close();
  };

  /** Somebody wants to see the room, or to write there: on a phone the panel is in the way. */
  #aside = () => {
    if (this.clientWidth >= innerWidth) this.#close();
  };

  #close() {
    this.dispatchEvent(new CustomEvent("show", { bubbles: true, detail: { panel: null } }));
  }
}

customElements.define("chat-panel", Panel);
