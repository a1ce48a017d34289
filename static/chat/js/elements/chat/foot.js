/** The line below what is said: who is writing, and who has read it. It is always there, so that nothing moves. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import { readers } from "./readers.js";

const TICK = 1000; // milliseconds: a word about typing ends by itself

class Foot extends Part {
  #clock = null;

  /** Between two rooms there may be none. */
  shouldUpdate() {
    return this.model.current !== null;
  }

  render() {
    const { current: room } = this.model;
    const names = room.writers();
    clearTimeout(this.#clock);
    if (names.length) this.#clock = setTimeout(() => this.requestUpdate(), TICK);
    const last = room.view === room.timeline ? room.timeline.messages.at(-1) : null;
    return html`<p class="foot-typing">${names.length ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${writing(names)}` : nothing}</p>
      ${last ? readers(room, last) : nothing}`;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#clock);
  }
}

function writing(names) {
  if (names.length > 2) return say("typing.several", { count: names.length });
  return say(names.length === 2 ? "typing.two" : "typing.one", { name: names[0], other: names[1] });
}

customElements.define("chat-foot", Foot);
