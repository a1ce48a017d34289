/** What sending a draft does: saves an edit, does what a slash says, or posts, once the files are up. Nothing is lost. */

import { say } from "../../lib/speech.js";
import { left } from "../../models/draft.js";
import { parse, plain, shrug } from "../../models/slash.js";
import { confirm } from "./confirm.js";
import { perform } from "./slash.js";

/** `host`: the element that asks, for what is told to the page. Resolves once it is done, or said why not. */
export async function submit(host, room) {
  const { draft } = room;
  const { model } = host;
  if (draft.busy) return;
  draft.trouble = "";
  if (left(draft.text, model.limits.body) < 0) draft.trouble = say("writer.too_long", { limit: model.limits.body });
  else if (draft.editing) await alone(draft, () => save(model, room));
  else await send(host, room);
  model.changed();
}

async function send(host, room) {
  const { model } = host;
  const { draft } = room;
  const order = parse(draft.body);
  if (order?.mistake) {
    draft.trouble = say(order.mistake, order);
  } else if (order && order.name !== "shrug") {
    await alone(draft, async () => {
      if (await perform(order, { model, room, host })) draft.body = "";
    });
  } else {
    if (order) draft.body = shrug(order.text);
    await post(model, room);
  }
}

/** One at a time: Enter twice is once. */
async function alone(draft, act) {
  draft.busy = true;
  try {
    await act();
  } finally {
    draft.busy = false;
  }
}

async function post(model, room) {
  const { draft } = room;
  const { uploads } = draft;
  if (uploads.isBusy) {
    draft.waits = !draft.waits; // the second time: not yet, after all
    model.changed();
    if (!draft.waits) return;
    await uploads.settled();
    if (!draft.waits) return;
    draft.waits = false;
  }
  if (!uploads.areUp) draft.trouble = say("files.not_up");
  else if (draft.body.trim() || uploads.list.length) {
    const said = draft.take();
    model.say({ room, ...said, body: plain(said.body) });
  }
}

async function save(model, room) {
  const { draft } = room;
  const { editing: message, text } = draft;
  if (draft.isUnchanged) return draft.cancel();
  if (!text.trim() && !message.attachments?.length) return remove(model, room, message);
  if (await model.edit(room, message, text)) draft.cancel();
}

async function remove(model, room, message) {
  if (!(await confirm(say("writer.emptied"), say("action.delete")))) return;
  if (await model.remove(room, message)) room.draft.cancel();
}
