/** One line while the connection is not there, and for what could not be done; else nothing. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";

const TICK = 1000; // milliseconds

class Status extends Part {
  #clock = null;

  render() {
    const text = this.#text();
    this.#count(this.model.state.name === "waiting");
    return html`<p class="chat-status" role="status">${text || nothing}</p>`;
  }

  #text() {
    const { state, notice } = this.model;
    if (state.name === "stopped" && state.text) return state.text;
    if (state.name === "waiting") {
      const seconds = Math.max(0, Math.ceil((state.until - Date.now()) / 1000));
      return say("state.waiting", { seconds });
    }
    return state.name === "connecting" && this.model.user ? say("state.connecting") : notice;
  }

  #count(waiting) {
    clearTimeout(this.#clock);
    if (waiting) this.#clock = setTimeout(() => this.requestUpdate(), TICK);
  }
}

customElements.define("chat-status", Status);
