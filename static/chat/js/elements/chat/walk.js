/** Going from message to message by the keyboard, and doing something with the one that has the focus. */

import { actionsOf } from "./actions.js";

const STEPS = new Map([["ArrowUp", -1], ["ArrowDown", 1], ["Home", -Infinity], ["End", Infinity]]);
const KEYS = new Map([
  ["+", (told, context, row, menu) => menu.react(told, row)],
  ["Enter", (told, context, row, menu) => menu.open(told, row)],
]);

export class Walk {
  #host;
  at = null; // the key of the message to which the Tab key goes, once there was one
  held = null; // the key of the message that has the focus, and shows it

  /** `host`: chat-timeline. */
  constructor(host) {
    this.#host = host;
  }

  focus = ({ target }) => {
    const row = target.closest(".message");
    this.at = row?.dataset.key ?? this.at;
    this.held = row && target.matches(":focus-visible") ? row.dataset.key : null;
    this.#host.requestUpdate();
  };

  blur = ({ relatedTarget }) => {
    if (relatedTarget?.closest(".messages")) return;
    this.held = null;
    this.#host.requestUpdate();
  };

  key = (event) => {
    const row = event.target;
    if (!row.matches(".message") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!this.#step(row, event.key) && !this.#act(row, event.key)) return;
    event.preventDefault();
    event.stopPropagation(); // elsewhere a letter goes to the writer
  };

  #step(row, key) {
    if (!STEPS.has(key)) return false;
    const rows = [...this.#host.querySelectorAll(".messages .message")];
    const place = rows.indexOf(row) + STEPS.get(key);
    rows[Math.max(0, Math.min(place, rows.length - 1))].focus();
    return true;
  }

  #act(row, key) {
    if (row.dataset.key !== this.held) return false; // it was clicked: whoever types now, writes
    const { told, context, menu } = this.#host.at(row);
    const act = KEYS.get(key) ?? actionsOf(told, context).find((each) => each.key === key)?.act;
    act?.(told, context, row, menu);
    return Boolean(act);
  }
}
