/** The markup of a message: it stands here once. */

import { html, nothing } from "../../vendor/lit.js";
import { nodesOf } from "../../lib/markup.js";
import { moment, say } from "../../lib/speech.js";

const bodies = new WeakMap(); // the nodes of a message's HTML, parsed once

export function message(told) {
  return html`<li class="message" id="message-${told.seq}">
    ${head(told.author?.name ?? say("author.gone"), new Date(told.created), told.edited ? say("message.edited") : "")}
    <div class="message-body">${told.deleted ? html`<em class="message-note">${say("message.deleted")}</em>` : body(told)}</div>
    ${reactions(told.reactions ?? [])}
  </li>`;
}

/** A message that waits to be confirmed, or was refused. */
export function pending(entry, name, { retry, drop }) {
  return html`<li class="message message-pending">
    ${head(name, null, entry.refusal === null ? say("message.sending") : "")}
    <div class="message-body"><p>${entry.body}</p></div>
    ${entry.refusal === null ? nothing : html`<p class="message-refused" role="alert">${entry.refusal}
      <button type="button" class="button button-quiet" @click=${retry}>${say("message.retry")}</button>
      <button type="button" class="button button-quiet" @click=${drop}>${say("message.drop")}</button></p>`}
  </li>`;
}

function head(name, at, note) {
  return html`<p class="message-head"><span class="message-author">${name}</span>
    ${at ? html`<time class="message-time" datetime=${at.toISOString()}>${moment(at)}</time>` : nothing}
    <span class="message-note">${note}</span></p>`;
}

function body(told) {
  if (!bodies.has(told)) bodies.set(told, nodesOf(told.html ?? ""));
  return html`${bodies.get(told)}${(told.attachments ?? []).map(({ url, name }) => html`<p><a href=${url}>${name}</a></p>`)}`;
}

function reactions(given) {
  if (!given.length) return nothing;
  return html`<ul class="reactions">${given.map(({ emoji, users }) => html`<li class="reaction">${emoji} ${users.length}</li>`)}</ul>`;
}
