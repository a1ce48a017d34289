/** What a pressed key asks for, wherever one is. Pure. */

// "mod" is Ctrl, on Apple's keyboards ⌘. As the dialog of keys lists them.
export const SHORTCUTS = new Map([
  ["switcher", "mod+k"],
  ["search", "mod+shift+f"],
  ["previous", "alt+arrowup"],
  ["next", "alt+arrowdown"],
  ["previous-new", "alt+shift+arrowup"],
  ["next-new", "alt+shift+arrowdown"],
]);

const NAMES = new Map([...SHORTCUTS].map(([name, keys]) => [keys, name]));

/**
 * The name of what a keydown asks for; null: nothing. `inField`: one is writing somewhere, so that only keys with Ctrl, ⌘ or
 * Alt are meant for the page. A letter typed outside a field is meant for the message: "write".
 */
export function shortcutOf(event, { apple = false, inField = false } = {}) {
  const mod = apple ? event.metaKey : event.ctrlKey;
  const other = apple ? event.ctrlKey : event.metaKey;
  if (event.isComposing || event.defaultPrevented || other) return null;
  const held = [mod && "mod", event.altKey && "alt", event.shiftKey && "shift"].filter(Boolean);
  const named = NAMES.get([...held, event.key.toLowerCase()].join("+"));
  if (named || mod || event.altKey) return named ?? null;
  if (event.key === "Escape") return "back";
  if (inField) return null;
  if (event.key === "?") return "keys";
  return [...event.key].length === 1 && event.key !== " " ? "write" : null;
}

/** The room before or after the current one in the order of the list; with `fresh`, of those with something new. */
export function stepTo(rooms, current, by, fresh = false) {
  const ordered = by > 0 ? rooms : [...rooms].reverse();
  const at = ordered.indexOf(current);
  const round = [...ordered.slice(at + 1), ...ordered.slice(0, at + 1)];
  return round.find((room) => room !== current && (!fresh || room.unread > 0)) ?? null;
}
