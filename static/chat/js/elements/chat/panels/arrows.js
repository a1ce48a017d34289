/** The arrows up and down in a list: from its field through all that is in it, and back. */

const STEPS = new Map([["ArrowDown", 1], ["ArrowUp", -1]]);

/** Moves the focus to the next of `stops` (elements) where `event` is such a key on one of them. */
export function step(event, stops) {
  const at = stops.indexOf(event.target);
  const next = at < 0 ? null : stops[at + STEPS.get(event.key)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
