/** Above a reply: whose message it answers, its first words, and the way there. */

import { html, ifDefined, nothing } from "../../vendor/lit.js";
import { glance } from "../../lib/glance.js";
import { say } from "../../lib/speech.js";
import { avatar } from "./avatar.js";
import { icon } from "./icons.js";

/** `answered`: the message, or undefined where it is not loaded. */
export function quote(told, answered, { room, model, tab }) {
  const author = answered && (room.person(answered.author?.id) ?? answered.author);
  return html`<div class="quote">
    <button type="button" class="quote-way" tabindex=${ifDefined(tab)} title=${say("reply.jump")} @click=${() => model.look(room.id, told.reply_to)}>
      ${answered ? avatar(author) : icon("corner-up-left")}
      ${answered ? html`<span class="quote-author">${author?.name ?? say("author.gone")}</span>` : nothing}
      <span class="quote-words">${words(answered)}</span>
    </button>
    <button type="button" class="quote-thread" tabindex=${ifDefined(tab)} @click=${({ target }) => showThread(target, told)}>${say("thread.open")}</button>
  </div>`;
}

/** Shows the message that `told` belongs to, with all that answers it, beside the room. */
export function showThread(element, told) {
  const detail = { panel: "thread", seq: told.reply_to ?? told.seq };
  element.dispatchEvent(new CustomEvent("show", { bubbles: true, detail }));
}

function words(answered) {
  if (!answered) return say("reply.earlier");
  if (answered.deleted) return say("message.deleted");
  return glance(answered.body) || (answered.attachments ?? []).map(({ name }) => name).join(", ");
}
