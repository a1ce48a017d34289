/** Buttons and keys that put Markdown around what is selected. */

import { html } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { format, linked, nextLine } from "../../models/formatting.js";
import { replace } from "./field.js";
import { icon } from "./icons.js";

const KINDS = ["bold", "italic", "code", "quote", "list", "link"];
const KEYS = new Map([["b", "bold"], ["i", "italic"], ["e", "code"]]);

/** The toolbar; `field()` gives the field, which keeps the focus. */
export function formatting(field) {
  return html`<div class="writer-format" role="group" aria-label=${say("writer.format")}>
    ${KINDS.map((kind) => html`<button type="button" class="icon-button" title=${say(`writer.${kind}`)} aria-label=${say(`writer.${kind}`)}
      @mousedown=${stay} @click=${() => apply(field(), kind)}>${icon(kind)}</button>`)}
  </div>`;
}

/** Does what a key asks for; false: it asks for nothing here. */
export function formatByKey(event) {
  const kind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? KEYS.get(event.key.toLowerCase()) : null;
  if (!kind) return false;
  event.preventDefault();
  event.stopPropagation();
  apply(event.target, kind);
  return true;
}

/** Goes on with the list in which a new line was asked for. */
export function continueList(event) {
  const { target: field } = event;
  const change = field.selectionStart === field.selectionEnd ? nextLine(field.value, field.selectionStart) : null;
  if (change === null) return;
  event.preventDefault();
  replace(field, change);
}

/** An address over selected words makes a link of them; anything else is pasted as it is. */
export function pasteLink(event) {
  const { target: field, clipboardData } = event;
  const change = linked(field.value, field.selectionStart, field.selectionEnd, clipboardData.getData("text/plain"));
  if (change === null) return;
  event.preventDefault();
  replace(field, change);
}

function apply(field, kind) {
  replace(field, format(kind, field.value, field.selectionStart, field.selectionEnd));
}

/** A press does not take the focus, nor the selection, from the field. */
export function stay(event) {
  event.preventDefault();
}
