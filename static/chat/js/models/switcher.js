/** What somebody may mean by a few letters: rooms and people, the likeliest first. Pure. */

import { fold } from "../lib/fold.js";

// How well a name fits what was typed, from nothing to all of it.
const NOT = 0;
const LETTERS = 1; // its letters are there, in their order: "dsg" and "design"
const PART = 2;
const WORD = 3; // a later word begins so
const START = 4;
const ALL = 5;

const GAP = /[\s\-_.,/#@]+/u;

/** How well `name` fits `query`; 0: not at all. Marks and case do not matter. */
export function fit(query, name) {
  const [sought, found] = [fold(query).trim(), fold(name)];
  if (!sought || sought === found) return ALL;
  if (found.startsWith(sought)) return START;
  if (found.split(GAP).some((word) => word.startsWith(sought))) return WORD;
  if (found.includes(sought)) return PART;
  return follows(sought.replaceAll(" ", ""), found) ? LETTERS : NOT;
}

/**
 * At most `most` of { room } and { user }. `recent`: ids of the rooms looked at, the latest first. Without a query these
 * are the rooms with something new, then the recent ones. `me`: the id of who asks. A person to whom a direct room
 * leads already is in the list once, as that room.
 */
export function choices(query, { rooms, people = [], recent = [], current = null, me, most = 12 }) {
  const asked = query.trim() !== "";
  const places = rooms.filter((room) => asked || room !== current).map((room) => placeOf(query, room, recent));
  const reached = new Set(rooms.map((room) => otherIn(room, me)));
  const persons = asked ? people.filter(({ id }) => id !== me && !reached.has(id)).map((user) => personOf(query, user)) : [];
  return [...places, ...persons]
    .filter(({ fits }) => fits !== NOT)
    .sort(byLikelihood)
    .slice(0, most)
    .map(({ room, user }) => (room ? { room } : { user }));
}

function placeOf(query, room, recent) {
  const at = recent.indexOf(room.id);
  const news = room.mentions ? 2 : Number(room.unread > 0 && room.level !== "nothing");
  const names = room.kind === "direct" ? [room.name, ...room.people.map(({ username }) => username)] : [room.name, room.slug ?? ""];
  return { room, news, name: room.name, age: at < 0 ? Infinity : at, fits: best(query, names) };
}

function personOf(query, user) {
  return { user, news: 0, name: user.name, age: Infinity, fits: best(query, [user.name, user.username]) };
}

function best(query, names) {
  return Math.max(...names.map((name) => fit(query, name)));
}

function byLikelihood(a, b) {
  return b.fits - a.fits || b.news - a.news || compare(a.age, b.age) || a.name.localeCompare(b.name);
}

/** Infinity less Infinity is no number. */
function compare(a, b) {
  return a === b ? 0 : a - b;
}

/** With whom alone one talks in a direct room; null in any other. */
function otherIn(room, me) {
  if (room.kind !== "direct") return null;
  const others = room.people.filter(({ id }) => id !== me);
  return others.length === 1 ? others[0].id : null;
}

function follows(letters, text) {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
