/** What has a way into a room: it asks once at a time, says why it was refused, and `entered` once it is done. */

import { html, nothing } from "../../vendor/lit.js";
import { Part } from "../part.js";

export class Entry extends Part {
  static properties = { ...Part.properties, busy: { state: true }, trouble: { state: true } };

  constructor() {
    super();
    this.busy = false;
    this.trouble = "";
  }

  /** `deed` gives the room that is looked at then; null: the chat has a notice, which belongs here. */
  async enter(deed) {
    if (this.busy) return;
    this.busy = true;
    const room = await deed();
    this.busy = false;
    this.trouble = room ? "" : this.model.notice;
    this.model.dismiss();
    if (room) this.dispatchEvent(new Event("entered", { bubbles: true }));
  }

  troubles() {
    return this.trouble ? html`<p class="field-trouble" role="alert">${this.trouble}</p>` : nothing;
  }
}
