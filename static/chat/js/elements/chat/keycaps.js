/** Keys as they are printed on the keyboard in front of the reader. */

import { html } from "../../vendor/lit.js";

export const APPLE = /Mac|iPhone|iPad/.test(navigator.platform);

const CAPS = new Map([
  ["mod", APPLE ? "⌘" : "Ctrl"],
  ["alt", APPLE ? "⌥" : "Alt"],
  ["shift", APPLE ? "⇧" : "Shift"],
  ["arrowup", "↑"],
  ["arrowdown", "↓"],
  ["enter", APPLE ? "↩" : "Enter"],
  ["escape", "Esc"],
  ["delete", "Del"],
]);

/** "mod+k" → Ctrl K. */
export function keycaps(keys) {
  const caps = keys === "+" ? [keys] : keys.split("+").map((key) => CAPS.get(key) ?? key.toUpperCase());
  return html`<span class="keycaps">${caps.map((cap) => html`<kbd class="key">${cap}</kbd>`)}</span>`;
}
