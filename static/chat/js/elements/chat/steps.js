/** What somebody sees who is new here, or in no room: a word of welcome, and what to begin with. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import { icon } from "./icons.js";
import { mark } from "./mark.js";

/** Whether the first steps are still before this person: one room at most, in which nothing has been said. */
export function isNew({ rooms, current, outbox }) {
  if (rooms.size > 1) return false;
  return !current || (current.timeline.at !== null && !current.timeline.messages.length && !outbox.of(current.id).length);
}

class Steps extends Part {
  render() {
    const { user, current } = this.model;
    return html`<section class="steps" aria-labelledby="steps-title">
      ${mark()}
      <h2 class="steps-title" id="steps-title">${say("steps.title", { name: user.name })}</h2>
      <p class="steps-text">${current ? say("steps.text", { room: current.name }) : say("room.none")}</p>
      <ul class="steps-list">
        ${current ? this.#step("send-horizontal", "steps.hello", () => this.#tell("write")) : nothing}
        ${this.#step("search", "steps.join", () => this.#tell("ask", { dialog: "new", tab: "join" }))}
        ${this.#step("plus", "steps.make", () => this.#tell("ask", { dialog: "new", tab: "make" }))}
        ${current ? this.#step("user-plus", "steps.invite", () => this.#tell("show", { panel: "members" })) : nothing}
      </ul>
    </section>`;
  }

  #step(drawing, key, act) {
    return html`<li><button type="button" class="step" @click=${act}>
      <span class="step-sign">${icon(drawing)}</span>
      <span class="choice-words"><span class="choice-name">${say(key)}</span><span class="choice-note">${say(`${key}.about`)}</span></span>
      ${icon("chevron-right")}
    </button></li>`;
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
}

customElements.define("chat-steps", Steps);
