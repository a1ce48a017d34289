/** What asks for an answer before anything else: a native dialog, from which the focus goes back to where it was. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import { icon } from "./icons.js";

/**
 * For others to extend: `name` and `heading`, and `content()`, which is asked for while it is open. `isText`: there is
 * nothing in it to be focused, so that it is scrolled with the keyboard as a whole.
 */
export class Dialog extends Part {
  static properties = { ...Part.properties, opened: { state: true } };

  isText = false;

  constructor() {
    super();
    this.opened = false;
  }

  /** Resolves once its content is there. */
  async open() {
    if (this.opened) return;
    this.opened = true;
    await this.updateComplete;
    this.#box.showModal();
    (this.#box.querySelector("[autofocus]") ?? this.#box.querySelector(".dialog-title"))?.focus();
  }

  close() {
    if (this.opened) this.#box.close();
  }

  render() {
    return html`<dialog class="dialog dialog-${this.name}" aria-labelledby="dialog-${this.name}" @close=${this.#closed} @click=${this.#aside}>
      ${this.opened ? html`${this.head()}<div class="dialog-body" tabindex=${this.isText ? 0 : nothing}>${this.content()}</div>` : nothing}
    </dialog>`;
  }

  head() {
    return html`<header class="dialog-head">
      <h2 class="dialog-title" id="dialog-${this.name}" tabindex="-1">${this.heading}</h2>
      <button type="button" class="icon-button" aria-label=${say("close")} @click=${() => this.close()}>${icon("x")}</button>
    </header>`;
  }

  get #box() {
    return this.querySelector("dialog");
  }

  /** Its own surface is covered by what is in it: a click that meets the dialog itself was beside it. */
  #aside({ target }) {
    if (target === this.#box) this.close();
  }

  #closed() {
    this.opened = false;
    this.dispatchEvent(new Event("closed"));
  }
}
