/** Who may write in a room, by its rules (docs/moderation.md): the server decides, this spares people a refusal. */

/** Why one may not write now: `{ why: "muted", until, reason, by, site }` or `{ why: "frozen" }`; null: one may. */
export function silence({ muted, frozen, leads }, now = Date.now()) {
  if (muted && !(Date.parse(muted.until) <= now)) return { why: "muted", ...muted };
  return frozen && !leads ? { why: "frozen" } : null;
}

/** Whether one may pin: who leads the room, and in a direct one everybody. */
export function mayPin({ kind, leads }) {
  return kind === "direct" || leads;
}
