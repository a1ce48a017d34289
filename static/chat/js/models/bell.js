/** What is for this person to hear: which messages ring, and how many wait. Pure. */

/** Whether a message that has just come rings for `me` (an id); `looking`: they see the room. */
export function rings(room, message, me, { looking = false } = {}) {
  const isNew = message.seq === message.rev && !message.deleted && message.author?.id !== me;
  if (!isNew || looking || message.seq <= room.read || room.level === "nothing") return false;
  return heard(room) || (message.mentions ?? []).includes(me);
}

/** How many messages wait that ring, or rang, in all of these rooms. */
export function waiting(rooms) {
  return [...rooms].reduce((sum, room) => sum + waits(room), 0);
}

/** "(3) design · Chatsite", without a number where nothing waits. */
export function titled(name, count) {
  const title = name ? `${name} · Chatsite` : "Chatsite";
  return count ? `(${count}) ${title}` : title;
}

function waits(room) {
  if (room.level === "nothing") return 0;
  return heard(room) ? room.unread : room.mentions;
}

/** Everything in it rings. What is said in a direct room is said to everybody there. */
function heard({ kind, level }) {
  return kind === "direct" || level === "all";
}
