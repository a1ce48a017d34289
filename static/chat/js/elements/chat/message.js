/** The markup of a message: it stands here once. */

import { classMap, html, ifDefined, nothing } from "../../vendor/lit.js";
import { hour, whole } from "../../lib/calendar.js";
import { glance } from "../../lib/glance.js";
import { clock, moment, say } from "../../lib/speech.js";
import { toolbar } from "./actions.js";
import { attachments } from "./attachments.js";
import { avatar } from "./avatar.js";
import { bodyOf } from "./body.js";
import { icon } from "./icons.js";
import { quote } from "./quote.js";
import { reactions } from "./reactions.js";

/**
 * A message of `room` as it is shown: in the timeline, or `compact` beside it, where it says its day, too.
 *
 * `row` is what only the timeline tells: whether it is `headed` (who and when), `active` (one is at it), `flashed` (one
 * has jumped to it), `reachable` (the Tab key goes to it and what is in it), `key`, the message that it answers (`answered`), and the `menu`.
 * A message with `waiting`, its entry in the outbox, is not confirmed yet.
 */
export function message(told, { room, model, compact = false, row = {} }) {
  const { headed = true, active = false, flashed = false, reachable, key, menu } = row;
  const author = room.person(told.author?.id) ?? told.author;
  const name = author?.name ?? say("author.gone");
  const at = new Date(told.created);
  const context = { room, model, tab: reachable === false ? -1 : undefined };
  return html`<article class=${classMap(classesOf(told, model, { compact, headed, active, flashed }))}
    id=${ifDefined(compact || told.waiting ? undefined : `message-${told.seq}`)} data-key=${ifDefined(key)}
    tabindex=${ifDefined(reachable === undefined ? undefined : reachable ? 0 : -1)} aria-label=${labelOf(told, name, at)}>
    <div class="message-side">${headed ? avatar(author) : side(told, at)}</div>
    <div class="message-main">
      ${headed ? head(author, name, at, compact) : nothing}
      ${told.reply_to && !told.deleted && !compact ? quote(told, row.answered, context) : nothing}
      ${told.pinned ? html`<p class="message-pin">${icon("pin")}${say("message.pinned")}</p>` : nothing}
      ${content(told, context, compact)}
      ${reactions(told, { ...context, add: menu ? ({ currentTarget }) => menu.react(told, currentTarget) : null })}
      ${told.waiting ? delay(told.waiting, model) : nothing}
    </div>
    ${active && menu ? toolbar(told, context, menu) : nothing}
  </article>`;
}

function classesOf(told, model, { compact, headed, active, flashed }) {
  return {
    message: true,
    "message-compact": compact,
    "message-headed": headed,
    "message-active": active,
    "message-flashed": flashed,
    "message-pending": Boolean(told.waiting),
    "message-refused": Boolean(told.waiting?.refusal),
    "message-named": told.mentions?.includes(model.user.id) ?? false,
  };
}

function labelOf(told, name, at) {
  const files = (told.attachments ?? []).map((file) => file.name).join(", ");
  const words = told.deleted ? say("message.deleted") : glance(told.body ?? "", 300) || files;
  return say("message.label", { name, time: hour(at), words });
}

/** Where a face would be: the time, once one is at the message; of what waits that it does. */
function side(told, at) {
  if (told.waiting) return html`<span class="message-clock" title=${say("message.sending")}>${icon("clock")}</span>`;
  return html`<time class="message-hour" datetime=${told.created} title=${whole(at)}>${hour(at)}</time>`;
}

function head(author, name, at, compact) {
  return html`<p class="message-head"><span class="message-author">${name}</span>
    ${author?.guest ? html`<span class="message-bot">${say("guest")}</span>` : nothing}
    ${author?.bot ? html`<span class="message-bot">${say("bot")}</span>` : nothing}
    <time class="message-time" datetime=${at.toISOString()} title=${whole(at)}>${compact ? moment(at) : hour(at)}</time></p>`;
}

function content(told, { model, tab }, compact) {
  if (told.deleted) return html`<div class="message-body"><em class="message-note">${say("message.deleted")}</em></div>`;
  return html`${told.body ? words(told, model, tab, compact) : nothing}${attachments(told.attachments, tab)}`;
}

function words(told, model, tab, compact) {
  if (told.waiting) return html`<div class="message-body"><p class="message-plain">${told.body}</p></div>`;
  const { nodes, large } = bodyOf(told, model.user.id, { compact, tab });
  return html`<div class="message-body ${large ? "message-large" : ""}">${nodes}${told.edited ? edited(told) : nothing}</div>`;
}

function edited(told) {
  return html` <span class="message-note message-edited" title=${whole(new Date(told.edited))}>${say("message.edited")}</span>`;
}

/** Why what waits is not there yet, where it is not just on its way. */
function delay(entry, model) {
  if (entry.refusal) return refused(entry, model);
  return entry.due > 0 ? held(entry, model) : nothing;
}

function held(entry, model) {
  return html`<div class="held">${icon("clock")}<p class="refusal-words">${say("message.held", { time: clock(new Date(entry.due)) })}</p>
    <button type="button" class="button button-quiet" @click=${() => model.outbox.remove(entry)}>${say("message.drop")}</button></div>`;
}

function refused(entry, model) {
  const [retry, drop] = ["retry", "remove"].map((act) => () => model.outbox[act](entry));
  return html`<div class="refusal" role="alert">${icon("circle-alert")}<p class="refusal-words">${entry.refusal}</p>
    <button type="button" class="button button-quiet" @click=${retry}>${say("message.retry")}</button>
    <button type="button" class="button button-quiet" @click=${drop}>${say("message.drop")}</button></div>`;
}
