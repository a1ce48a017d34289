/** The members of a room as its panel lists them: by what they may, those who are here first. */

import { fold } from "../lib/fold.js";

const { compare } = new Intl.Collator(); // made once: rosters are long, and drawn often
const RANKS = ["owner", "moderator", "member"];

/**
 * `{ groups, left }`: groups are `{ name, members }` (owner, moderator, member or bot), none of them empty; `left` is
 * how many fit, but are more than `most`. `query`: a part of a name or username, without marks if one likes.
 */
export function roster(members, { present = new Map(), query = "", most = 500 } = {}) {
  const wanted = fold(query.trim().replace(/^@/, ""));
  const fitting = [...members].filter(({ user }) => fold(`${user.name} ${user.username}`).includes(wanted));
  const here = ({ user }) => (present.get(user.id) ?? "offline") !== "offline";
  fitting.sort((a, b) => here(b) - here(a) || compare(a.user.name, b.user.name));
  const groups = [...RANKS, "bot"].map((name) => ({ name, members: fitting.filter((member) => groupOf(member) === name) }));
  return { groups: trimmed(groups, most), left: Math.max(0, fitting.length - most) };
}

/** Whether somebody of `role` may put out or ban somebody of `other`. */
export function outranks(role, other) {
  return RANKS.indexOf(role) < RANKS.indexOf(other);
}

function groupOf({ user, role }) {
  return user.bot && role === "member" ? "bot" : role;
}

function trimmed(groups, most) {
  let room = most;
  const kept = groups.map(({ name, members }) => {
    const shown = members.slice(0, room);
    room -= shown.length;
    return { name, members: shown };
  });
  return kept.filter(({ members }) => members.length);
}
