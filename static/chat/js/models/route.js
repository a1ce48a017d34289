/** Where in the chat one is, as an address of the page: /rooms/7/#42 is message 42 in room 7. Pure. */

const PATH = /^\/rooms\/(\d+)\/$/;
const HASH = /^(?:#(\d+))?$/;

/** { room, seq } of an address on this site (`pathname` and `hash`); seq null: its latest; null: no room's address. */
export function routeOf({ pathname, hash }) {
  const [room, seq] = [PATH.exec(pathname)?.[1], HASH.exec(hash)];
  return room && seq ? { room: Number(room), seq: seq[1] ? Number(seq[1]) : null } : null;
}

export function pathOf({ room, seq = null }) {
  return `/rooms/${room}/${seq === null ? "" : `#${seq}`}`;
}
