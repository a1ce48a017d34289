/** How much is new in a room: a number, with an @ if it names who reads. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";

export function news({ unread, mentions, level }) {
  if (mentions) return badge("room-mentions", `@${few(mentions)}`, say("room.mentions", { count: few(mentions) }));
  if (!unread || level === "nothing") return nothing;
  return badge("room-unread", few(unread), say("room.unread", { count: few(unread) }));
}

function badge(name, number, words) {
  return html`<span class=${name}><span aria-hidden="true">${number}</span><span class="unseen">${words}</span></span>`;
}

/** More than 99 are many. */
function few(count) {
  return count > 99 ? "99+" : String(count);
}
