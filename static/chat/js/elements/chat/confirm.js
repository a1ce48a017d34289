/** A question before what cannot be taken back. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Dialog } from "./dialog.js";

class Confirm extends Dialog {
  name = "confirm";
  answer = null;

  content() {
    const { text, verb, fields } = this.question;
    return html`<form class="dialog-form" @submit=${this.#yes}>
      <p class="dialog-text">${text}</p>
      ${fields}
      <div class="dialog-foot">
        <button type="button" class="button" @click=${() => this.close()}>${say("cancel")}</button>
        <button type="submit" class="button button-fault" autofocus>${verb}</button>
      </div>
    </form>`;
  }

  #yes(event) {
    event.preventDefault();
    this.answer = new FormData(event.target);
    this.close();
  }
}

customElements.define("chat-confirm", Confirm);

/**
 * Asks `text`; the button that does it says `verb`. Resolves with the FormData of `fields` (a template), or null for no.
 */
export async function confirm(text, verb, { heading = verb, fields = nothing } = {}) {
  const dialog = document.createElement("chat-confirm");
  Object.assign(dialog, { heading, question: { text, verb, fields } });
  document.querySelector("chat-page").append(dialog);
  const closed = new Promise((done) => dialog.addEventListener("closed", done, { once: true }));
  await dialog.open();
  await closed;
  dialog.remove();
  return dialog.answer;
}
