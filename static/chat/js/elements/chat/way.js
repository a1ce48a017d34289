/** The way back to the newest message, and how much waits there; and the way up to where the new ones begin. */

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

/** Only where so much is new that its beginning is not loaded. */
export function wayUp({ line, view, timeline }, go) {
  const isFar = line !== null && view === timeline && view.older && view.messages[0]?.seq > line;
  if (!isFar) return nothing;
  return html`<div class="way way-up">
    <button type="button" class="way-button way-plain" @click=${go}><span>${say("timeline.first-new")}</span>${icon("arrow-up")}</button>
  </div>`;
}
