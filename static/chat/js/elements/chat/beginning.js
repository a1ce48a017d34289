/** What stands above the first message of a room; and in place of those that are not there yet. */

import { html, nothing } from "../../vendor/lit.js";
import { together } from "../../lib/calendar.js";
import { say } from "../../lib/speech.js";
import { avatar } from "./avatar.js";
import { icon } from "./icons.js";

const SIGNS = new Map([["public", "hash"], ["private", "lock"]]);
const WIDTHS = [62, 38, 84, 55, 47, 73]; // per cent of a line, as talk goes

export function beginning(room, me) {
  return html`<div class="beginning">
    <div class="beginning-sign">${room.kind === "direct" ? faces(room, me) : icon(SIGNS.get(room.kind))}</div>
    <p class="beginning-title">${title(room, me)}</p>
    ${room.topic ? html`<p class="beginning-words">${room.topic}</p>` : nothing}
    ${room.timeline.messages.length ? nothing : html`<p class="beginning-words">${say("timeline.empty")}</p>`}
  </div>`;
}

/** As tall as it ever gets, whatever comes in its place. */
export function coming(lines) {
  return html`<div class="coming" role="img" aria-label=${say("timeline.loading")}>
    ${Array.from({ length: lines }, (_, at) => html`<div class="coming-row">
      <span class="coming-face"></span><span class="coming-line coming-short"></span>
      <span class="coming-line coming-${WIDTHS[at % WIDTHS.length]}"></span></div>`)}
  </div>`;
}

function title(room, me) {
  if (room.kind !== "direct") return say("beginning", { room: room.name });
  const names = othersOf(room, me).map(({ name }) => name);
  return names.length ? say("beginning.direct", { names: together(names) }) : say("beginning.notebook");
}

function faces(room, me) {
  const others = othersOf(room, me);
  return (others.length ? others : room.people).map((person) => avatar(room.person(person.id) ?? person));
}

function othersOf(room, me) {
  return room.people.filter(({ id }) => id !== me);
}
