/** The way back to the newest message, and how much waits there. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { icon } from "./icons.js";

export function way(room, back) {
  const isPast = room.view !== room.timeline;
  const words = room.unread ? say("timeline.unread", { count: room.unread }) : say("timeline.latest");
  return html`<div class="way">
    ${isPast ? html`<span class="way-words">${say("timeline.past")}</span>` : nothing}
    <button type="button" class="way-button ${isPast || room.unread ? "" : "way-plain"}" @click=${back}>
      <span>${words}</span>${icon("arrow-down")}</button>
  </div>`;
}
