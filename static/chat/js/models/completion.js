/** What is being named at the caret, and what it could be: a person, an emoji, a command. */

import { fold } from "../lib/fold.js";

const SHOWN = 8; // candidates at a time: more are a list to read, not a help

// Before an @ stands no word and no address; but scripts without spaces go on right before it, as for the server.
const BEFORE = String.raw`(?<=^|[^\p{L}\p{N}@/+._]|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Khmr}])`;
// What stands before the caret. A command only at the very beginning.
const TOKENS = [
  ["command", /^\/(\p{L}*)$/u],
  ["person", new RegExp(`${BEFORE}@([\\p{L}\\p{M}\\p{N}_.+-]*)$`, "u")],
  ["emoji", /(?<![\p{L}\p{N}:/]):([a-z0-9_+-]{2,})$/iu],
];

/** {kind, query, start, end} of what is named before the caret, or null. */
export function tokenAt(text, caret) {
  const before = text.slice(0, caret);
  for (const [kind, pattern] of TOKENS) {
    const found = before.match(pattern);
    if (found) return { kind, query: found[1], start: found.index, end: caret };
  }
  return null;
}

/** The users that a query could mean, by name or username; those in `here` (ids) before others as good. */
export function people(users, query, here = new Map()) {
  const wanted = fold(query);
  return users
    .map((user) => ({ user, rank: rankOf(user, wanted), away: here.has(user.id) ? 0 : 1 }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => a.rank - b.rank || a.away - b.away || a.user.name.localeCompare(b.user.name))
    .slice(0, SHOWN)
    .map(({ user }) => user);
}

/** The commands that begin as the query does. */
export function commandsLike(commands, query) {
  const wanted = fold(query);
  return commands.filter(({ name }) => name.startsWith(wanted));
}

/** 0: begins like the username; 1: like the name, or a word of it; 2: has it inside; null: no. */
function rankOf({ username, name }, wanted) {
  const [handle, called] = [fold(username), fold(name)];
  if (handle.startsWith(wanted)) return 0;
  if (called.startsWith(wanted) || called.split(/\s+/u).some((word) => word.startsWith(wanted))) return 1;
  return handle.includes(wanted) || called.replace(/\s+/gu, "").includes(wanted) ? 2 : null;
}
