/** What stands before a room's name: a drawing of its kind, or the face of whom one talks to there. */

import { avatar } from "./avatar.js";
import { icon } from "./icons.js";

const DRAWINGS = new Map([["public", "hash"], ["private", "lock"]]);

/** `me`: the id of the person who looks. */
export function sign(room, me) {
  if (room.kind !== "direct") return icon(DRAWINGS.get(room.kind));
  if (room.people.length > 2) return icon("users");
  const other = partner(room, me);
  return other ? avatar(other, statusIn(room, other)) : avatar(room.people[0]);
}

/** With whom one is alone in a direct room; null in any other room, and where one is alone. */
export function partner(room, me) {
  if (room.kind !== "direct" || room.people.length > 2) return null;
  const other = room.people.find(({ id }) => id !== me);
  return other ? (room.person(other.id) ?? other) : null;
}

/** How somebody is here, as the room knows it. */
export function statusIn(room, user) {
  return room.present.get(user.id) ?? "offline";
}
