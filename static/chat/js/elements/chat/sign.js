/** What stands before a room's name: a drawing of its kind, or the face of whom one talks to there. */

import { avatar } from "./avatar.js";
import { icon } from "./icons.js";

const DRAWINGS = new Map([["public", "hash"], ["private", "lock"]]);

/** `me`: the id of the person who looks. */
export function sign(room, me) {
  if (room.kind !== "direct") return icon(DRAWINGS.get(room.kind));
  const others = room.people.filter(({ id }) => id !== me);
  if (others.length > 1) return icon("users");
  return others.length ? avatar(others[0], statusIn(room, others[0])) : avatar(room.people[0]);
}

/** How somebody is here, as the room knows it. */
export function statusIn(room, user) {
  return room.present.get(user.id) ?? "offline";
}
