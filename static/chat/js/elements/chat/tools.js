/** The row below the field: files, emoji, Markdown; how much is left; and the button that sends. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { left } from "../../models/draft.js";
import { formatting } from "./formatting.js";
import { icon } from "./icons.js";

/** `does`: chosen (files), emoji (the button), and field (gives it). */
export function tools(draft, limits, { chosen, emoji, field }) {
  return html`<div class="writer-tools">
    ${draft.editing ? nothing : files(chosen)}
    ${button("face-slightly-smiling", say("writer.emoji"), ({ currentTarget }) => emoji(currentTarget), "dialog")}
    ${formatting(field)}
    <p class="writer-note" role="status">${note(draft, limits)}</p>
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

function note(draft, { body }) {
  if (draft.waits) return say("writer.waits");
  const more = left(draft.text, body);
  if (more === null) return nothing;
  return more < 0 ? html`<span class="writer-over">${say("writer.over", { count: -more })}</span>` : say("writer.left", { count: more });
}

function submit(draft) {
  const [shape, word] = draft.editing ? ["check", say("writer.save")] : draft.waits ? ["clock", say("writer.hold")] : ["send-horizontal", say("writer.send")];
  const empty = draft.editing ? draft.isUnchanged : draft.isEmpty;
  return html`<button type="submit" class="icon-button writer-send" aria-label=${word} title=${word} ?disabled=${empty || draft.busy}>${icon(shape)}</button>`;
}

function button(shape, label, act, opens = nothing) {
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label} aria-haspopup=${opens} @click=${act}>${icon(shape)}</button>`;
}
