/** Who has read what was said last: small faces, in a line that is always there, so that nothing moves. */

import { html, nothing } from "../../vendor/lit.js";
import { together } from "../../lib/calendar.js";
import { say } from "../../lib/speech.js";
import { avatar } from "./avatar.js";

const FACES = 4; // shown; the rest are counted
const CROWD = 50; // members beyond whom nobody is told who has read

export function readers(room, told) {
  if (room.members.size > CROWD) return nothing;
  const people = room.readers(told.seq).filter(({ id }) => id !== told.author?.id);
  if (!people.length) return nothing;
  const words = say("readers", { names: together(people.map(({ name }) => name)) });
  const more = people.length - FACES;
  return html`<span class="readers" role="img" title=${words} aria-label=${words}>
    ${people.slice(0, FACES).map((person) => avatar(person))}
    ${more > 0 ? html`<span class="readers-more">+${more}</span>` : nothing}
  </span>`;
}
