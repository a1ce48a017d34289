/** What the next message is: a reply to another, or another's new text. It stands above the field. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { icon } from "./icons.js";

const SHOWN = 140; // characters of the message that is meant

export function intent({ replyTo, editing }, cancel) {
  const meant = editing ?? replyTo;
  if (!meant) return nothing;
  const heading = editing ? say("writer.editing") : say("writer.replying", { name: meant.author?.name ?? say("author.gone") });
  const label = editing ? say("writer.editing.cancel") : say("writer.replying.cancel");
  return html`<div class="writer-intent">
    ${icon(editing ? "pencil" : "reply")}
    <p class="writer-meant"><strong>${heading}</strong> <span>${firstLine(meant)}</span></p>
    <button type="button" class="icon-button" aria-label=${label} title="${label} (Esc)" @click=${cancel}>${icon("x")}</button>
  </div>`;
}

function firstLine({ body = "", attachments = [] }) {
  const line = body.split("\n").find((text) => text.trim()) ?? attachments[0]?.name ?? "";
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
