/** A button that copies what `text` gives and says for a moment that it did. */

import { html, ifDefined } from "../vendor/lit.js";
import { say } from "../lib/speech.js";
import { icon } from "./icon.js";
import { Part } from "./part.js";

const MOMENT = 1600;
const SIGNS = new Map([["copied", "ok"], ["uncopied", "fault"]]);

class Copy extends Part {
  static properties = {
    text: { attribute: false },
    label: {},
    disabled: { type: Boolean },
    tab: { attribute: false }, // -1: the Tab key passes it by
    told: { state: true },
  };

  #timer;

  render() {
    const copied = this.told === "copied";
    return html`<button type="button" class="button button-quiet" tabindex=${ifDefined(this.tab)} ?disabled=${this.disabled} @click=${this.#copy}>
        ${icon(SIGNS.get(this.told) ?? "copy")}<span class="copy-words"
          ><span class=${copied ? "copy-away" : ""}>${this.label}</span
          ><span class=${copied ? "" : "copy-away"} aria-hidden="true">${say("copied")}</span></span>
      </button>
      <span class="unseen" role="status">${this.told ? say(this.told) : ""}</span>`;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text());
      this.told = "copied";
    } catch {
      this.told = "uncopied"; // a page without https has no clipboard
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.told = undefined), MOMENT);
  }
}

customElements.define("wss-copy", Copy);
