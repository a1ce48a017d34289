/** What who runs the site tells everybody, above the room; each goes once it is dismissed. */

import { html } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import { icon } from "./icons.js";

class Notices extends Part {
  render() {
    const { notices } = this.model;
    return html`<div class="notices" role="status" aria-label=${say("notices")}>${notices.shown.map((notice) => this.#one(notice))}</div>`;
  }

  #one(notice) {
    const dismiss = () => this.model.notices.dismiss(notice);
    return html`<div class="notices-one">
      ${icon("info")}
      <p class="notices-text">${notice.text}</p>
      <button type="button" class="icon-button" aria-label=${say("close")} @click=${dismiss}>${icon("x")}</button>
    </div>`;
  }
}

customElements.define("chat-notices", Notices);
