/** Where one writes. Enter sends, Shift+Enter makes a new line; what was not sent stays with its room. */

import { html, live } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";

const AGAIN = 3000; // milliseconds between two words about typing

class Writer extends Part {
  #drafts = new Map();
  #told = 0;

  render() {
    const { current } = this.model;
    return html`<form class="writer" @submit=${this.#send}>
      <label class="unseen" for="body">${say("writer", { room: current.name })}</label>
      <textarea class="input writer-body" id="body" name="body" rows="1" autocomplete="off" enterkeyhint="send"
        placeholder=${say("writer", { room: current.name })}
        .value=${live(this.#drafts.get(current.id) ?? "")} @input=${this.#input} @keydown=${this.#key}></textarea>
      <button type="submit" class="button button-main">${say("writer.send")}</button>
    </form>`;
  }

  #input({ target }) {
    this.#drafts.set(this.model.current.id, target.value);
    if (target.value.trim() && Date.now() - this.#told > AGAIN) {
      this.#told = Date.now();
      this.model.typing();
    }
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.querySelector("form").requestSubmit();
  }

  #send(event) {
    event.preventDefault();
    const body = this.querySelector("textarea").value;
    if (!body.trim()) return;
    this.#drafts.delete(this.model.current.id);
    this.#told = 0;
    this.model.say({ room: this.model.current, body });
    this.requestUpdate();
  }
}

customElements.define("chat-writer", Writer);
