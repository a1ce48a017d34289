/** The message box. Enter sends; a toggle sends the same text as binary. Tells its parent by `say`. */

import { html } from "../vendor/lit.js";
import { bytesOf } from "../lib/bytes.js";
import { say, size } from "../lib/speech.js";
import { Part } from "./part.js";

class Composer extends Part {
  static properties = {
    ...Part.properties,
    text: { state: true },
    binary: { state: true },
    greets: { state: true },
  };

  constructor() {
    super();
    this.text = "tom";
    this.binary = false;
    this.greets = true;
  }

  /** What Send would send now: a string, or its UTF-8 bytes. */
  get message() {
    return this.binary ? bytesOf(this.text).buffer : this.text;
  }

  /** What to say as soon as a socket opens; null: nothing. */
  get greeting() {
    return this.greets ? this.message : null;
  }

  render() {
    const open = this.model.state === "open";
    return html`<form class="composer" @submit=${this.#send}>
      <div class="composer-line">
        <div class="field composer-field">
          <label class="label" for="message">${say("composer.message")}</label>
          <input class="input input-code" id="message" name="message" type="text" autocomplete="off"
            autocapitalize="none" spellcheck="false" enterkeyhint="send"
            .value=${this.text} @input=${(event) => (this.text = event.target.value)} />
        </div>
        <button type="submit" class="button composer-send ${open ? "button-main" : ""}" aria-disabled=${!open}>
          ${say("composer.send")}
        </button>
      </div>
      <div class="composer-options">
        <fieldset class="kinds">
          <legend class="unseen">${say("composer.kind")}</legend>
          ${this.#kind(false, "kind.text")} ${this.#kind(true, "kind.binary")}
          <span class="kinds-size">${size(bytesOf(this.text).length)}</span>
        </fieldset>
        <label class="tick"><input type="checkbox" name="greet" .checked=${this.greets}
          @change=${(event) => (this.greets = event.target.checked)} /> <span>${say("composer.greet")}</span></label>
      </div>
    </form>`;
  }

  #kind(binary, key) {
    return html`<label class="tick"><input type="radio" name="kind" .checked=${this.binary === binary}
      @change=${() => (this.binary = binary)} /> <span>${say(key)}</span></label>`;
  }

  #send(event) {
    event.preventDefault();
    if (this.model.state !== "open") return;
    this.dispatchEvent(new CustomEvent("say", { detail: { message: this.message } }));
  }
}

customElements.define("wss-composer", Composer);
