/** What one can do with a message, and the few buttons for it that stand at the one that one is at. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { pathOf } from "../../models/route.js";
import { mayPin, silence } from "../../models/voice.js";
import { confirm } from "./confirm.js";
import { icon } from "./icons.js";
import { showThread } from "./quote.js";
import { report } from "./report.js";

const anyone = () => true;
const mine = (told, { model }) => told.author?.id === model.user.id;
const leads = (told, context) => mine(told, context) || context.room.leads;
const speaks = (told, { room }) => silence(room) === null;

/** In the order in which they are offered. `key`, written `cap`, does it at a message that has the focus. */
const ACTIONS = [
  { name: "reply", sign: "reply", key: "r", cap: "R", may: speaks, act: reply },
  { name: "thread", sign: "message-square-reply", key: "t", cap: "T", may: anyone, act: (told, context, element) => showThread(element, told) },
  { name: "edit", sign: "pencil", key: "e", cap: "E", may: (told, context) => mine(told, context) && speaks(told, context), act: edit },
  { name: "copy", sign: "copy", key: "c", cap: "C", may: (told) => Boolean(told.body), act: (told, context) => copy(told.body, context) },
  { name: "link", sign: "link", key: "l", cap: "L", may: anyone, act: (told, context) => copy(addressOf(told, context), context) },
  { name: "pin", sign: "pin", key: "p", cap: "P", may: (told, { room }) => mayPin(room) && !told.pinned, act: pin },
  { name: "unpin", sign: "pin-off", key: "p", cap: "P", may: (told, { room }) => mayPin(room) && Boolean(told.pinned), act: pin },
  { name: "report", sign: "flag", key: "f", cap: "F", may: (told, context) => !mine(told, context), act: report },
  { name: "delete", sign: "trash", key: "Delete", cap: "Del", may: leads, act: remove },
];

/** What one may do with this message; nothing with one that is deleted, or not confirmed yet. */
export function actionsOf(told, context) {
  return told.deleted || told.waiting ? [] : ACTIONS.filter(({ may }) => may(told, context));
}

/** At the message that one is at; `menu` is the chat-actions of the page. */
export function toolbar(told, context, menu) {
  const may = actionsOf(told, context);
  if (!may.length) return nothing;
  const near = may.filter(({ name }) => name === "reply" || name === (mine(told, context) ? "edit" : "thread"));
  return html`<div class="toolbar" role="group" aria-label=${say("actions")}>
    ${button("reaction.add", "face-slightly-smiling-plus", ({ currentTarget }) => menu.react(told, currentTarget))}
    ${near.map(({ name, sign, act }) => button(`action.${name}`, sign, ({ currentTarget }) => act(told, context, currentTarget)))}
    ${button("actions.more", "ellipsis", ({ currentTarget }) => menu.open(told, currentTarget))}
  </div>`;
}

function button(word, sign, act) {
  return html`<button type="button" class="toolbar-button" aria-label=${say(word)} title=${say(word)} @click=${act}>${icon(sign)}</button>`;
}

function reply(told, { room, model }) {
  room.draft.reply(told);
  model.changed();
}

function edit(told, { room, model }) {
  room.draft.edit(told);
  model.changed();
}

function pin(told, { room, model }) {
  model.pin(room, told);
}

async function remove(told, { room, model }) {
  if (await confirm(say("delete.ask"), say("action.delete"))) model.remove(room, told);
}

async function copy(text, { model, tell }) {
  try {
    await navigator.clipboard.writeText(text);
    tell(say("copied"));
  } catch {
    model.complain(say("uncopied")); // a page without https has no clipboard
  }
}

function addressOf({ seq }, { room }) {
  return location.origin + pathOf({ room: room.id, seq });
}
