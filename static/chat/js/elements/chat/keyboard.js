/** The keys of the whole page, wherever the focus is. */

import { shortcutOf } from "../../models/shortcuts.js";
import { APPLE } from "./keycaps.js";

const FIELD = "input, textarea, select, [contenteditable], [role=menu], dialog";

/** `deeds`: what is done, by the name of the shortcut; one that gives false leaves the key to the browser. */
export class Keyboard {
  #deeds;

  constructor(deeds) {
    this.#deeds = deeds;
  }

  listen() {
    document.addEventListener("keydown", this.#press);
  }

  leave() {
    document.removeEventListener("keydown", this.#press);
  }

  #press = (event) => {
    const inField = event.target.closest?.(FIELD) !== null;
    const name = shortcutOf(event, { apple: APPLE, inField });
    if (name === null || (document.querySelector("dialog[open]") && name !== "switcher")) return;
    if (this.#deeds.get(name)() !== false) event.preventDefault();
  };
}
