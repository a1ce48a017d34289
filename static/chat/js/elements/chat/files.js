/** Files that somebody gives to a room: sent to the site at once, posted with the next message. */

import { transfer } from "../../lib/transfer.js";
import { say, size } from "../../lib/speech.js";
import { csrf } from "./api.js";

/** Takes them into the draft of a room; what can never be sent is said there. */
export function take(files, room, model) {
  const { limits } = model;
  const send = (file, told) => transfer({ file, room: room.id, token: csrf(), told });
  const left = room.draft.uploads.add(files, { send, limits, changed: () => model.changed() });
  room.draft.trouble = left.map(({ file, why }) => WHY.get(why)(file, limits)).join(" ");
}

const WHY = new Map([
  ["too_big", ({ name }, { attachment_bytes: most }) => say("files.too_big", { name, size: size(most) })],
  ["too_many", ({ name }, { attachments: count }) => say("files.too_many", { name, count })],
]);
