/** The row below the field: files, emoji, Markdown; how much is left; and the button that sends. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { left } from "../../models/draft.js";
import { formatting, stay } from "./formatting.js";
import { icon } from "./icons.js";

/** `does`: chosen (files), emoji (the button), and field (gives it). */
export function tools(draft, limits, { chosen, emoji, field }) {
  return html`<div class="writer-tools">
    ${draft.editing ? nothing : files(chosen)}
    ${button("face-slightly-smiling", say("writer.emoji"), ({ currentTarget }) => emoji(currentTarget), "dialog")}
    ${formatting(field)}
    ${note(draft, limits)}
    ${submit(draft)}
  </div>`;
}

function files(chosen) {
  const choose = ({ currentTarget }) => currentTarget.previousElementSibling.click();
  const take = ({ target }) => {
    chosen([...target.files]);
    target.value = ""; // the same file may be chosen again
  };
  return html`<input type="file" multiple hidden @change=${take} />${button("paperclip", say("files.add"), choose)}`;
}

/** What is left is not read aloud with every letter; what keeps the message from being sent is. */
function note(draft, { body }) {
  const more = left(draft.text, body);
  const over = more !== null && more < 0;
  const text = over ? say("writer.over", { count: -more }) : more === null ? nothing : say("writer.left", { count: more });
  return html`<p class="writer-note ${over ? "writer-over" : ""}" aria-live=${draft.waits || over ? "polite" : "off"}>${draft.waits ? say("writer.waits") : text}</p>`;
}

function submit(draft) {
  const [shape, word] = draft.editing ? ["check", say("writer.save")] : draft.waits ? ["clock", say("writer.hold")] : ["send-horizontal", say("writer.send")];
  const empty = draft.editing ? draft.isUnchanged : draft.isEmpty;
  return html`<button type="submit" class="icon-button writer-send" aria-label=${word} title=${word} 
    ?disabled=${empty || draft.busy} @mousedown=${stay}>${icon(shape)}</button>`;
}

function button(shape, label, act, opens = nothing) {
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label} aria-haspopup=${opens} @click=${act}>${icon(shape)}</button>`;
}
