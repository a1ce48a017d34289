/** A QR code of a link, for a phone that looks at this screen. The server draws it, and keeps nothing. */

import { html, nothing } from "../../../vendor/lit.js";
import { Part } from "../../part.js";
import { csrf } from "../api.js";

class Qr extends Part {
  static properties = { text: { attribute: false }, label: {}, drawn: { state: true } };

  updated(changed) {
    if (changed.has("text")) this.#draw(this.text);
  }

  render() {
    return this.drawn ? html`<img class="qr" src=${this.drawn} alt=${this.label} width="192" height="192" />` : nothing;
  }

  /** By POST, so that no log has the link. Without an answer there is no code: the link is there to be copied. */
  async #draw(text) {
    const headers = { "X-CSRFToken": csrf(), "Content-Type": "text/plain" };
    const answer = await fetch("/qr/", { method: "POST", body: text, headers }).catch(() => null);
    const svg = answer?.ok ? await answer.text() : "";
    if (text === this.text) this.drawn = svg && `data:image/svg+xml,${encodeURIComponent(svg)}`;
  }
}

customElements.define("chat-qr", Qr);
