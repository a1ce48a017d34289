/** The reactions to a message: each with how many gave it, pressed where I did. */

import { html, ifDefined, nothing, repeat } from "../../vendor/lit.js";
import { together } from "../../lib/calendar.js";
import { say } from "../../lib/speech.js";
import { icon } from "./icons.js";

const NAMED = 12; // people whose names are told; the rest are counted

/** `add`: what opens the choice of another one; without it there is none. */
export function reactions(told, { room, model, tab, add = null }) {
  const given = told.reactions ?? [];
  if (!given.length) return nothing;
  return html`<div class="reactions" role="group" aria-label=${say("reactions")}>
    ${repeat(given, ({ emoji }) => emoji, (reaction) => pill(reaction, told, { room, model, tab }))}
    ${add ? html`<button type="button" class="reaction reaction-add" tabindex=${ifDefined(tab)} aria-label=${say("reaction.add")} title=${say("reaction.add")}
      @click=${add}>${icon("face-slightly-smiling-plus")}</button>` : nothing}
  </div>`;
}

function pill({ emoji, users }, told, { room, model, tab }) {
  const mine = users.includes(model.user.id);
  const words = say("reaction.by", { names: namesOf(users, room, model), emoji });
  return html`<button type="button" class="reaction" tabindex=${ifDefined(tab)} aria-pressed=${mine} title=${words} aria-label=${words}
    @click=${() => model.react(room, told, emoji)}><span class="reaction-sign">${emoji}</span> <span class="reaction-count">${users.length}</span></button>`;
}

function namesOf(users, room, { user }) {
  const known = users.map((id) => (id === user.id ? say("you") : room.person(id)?.name)).filter(Boolean).slice(0, NAMED);
  const rest = users.length - known.length;
  return together(rest ? [...known, say("people.more", { count: rest })] : known);
}
