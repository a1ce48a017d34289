/** Which message a mouse or a finger is at; a finger that stays on one for a moment opens what one can do with it. */

const MOMENT = 450; // milliseconds
const STEADY = 10; // pixels that a resting finger may move

export class Pointing {
  #host;
  #open;
  #clock = null;
  #from = null;
  at = null; // the key of the message

  /** `host`: chat-timeline; `open` is given the message that a finger rests on. */
  constructor(host, open) {
    this.#host = host;
    this.#open = open;
  }

  over = ({ target, pointerType }) => {
    const row = target.closest(".message");
    if (row && pointerType !== "touch") this.#move(row);
  };

  leave = ({ pointerType }) => {
    if (pointerType !== "touch") this.#move(null);
  };

  /** Where nothing hovers, a tap is what brings one to a message. */
  tap = ({ target }) => {
    const row = target.closest(".message");
    if (row && matchMedia("(hover: none)").matches) this.#move(row);
  };

  down = (event) => {
    this.up();
    const row = event.target.closest(".message");
    if (event.pointerType !== "touch" || !row || event.target.closest("a, button, pre")) return;
    this.#from = event;
    this.#clock = setTimeout(() => this.#open(row), MOMENT);
  };

  drag = ({ clientX, clientY }) => {
    if (this.#clock === null) return;
    if (Math.hypot(clientX - this.#from.clientX, clientY - this.#from.clientY) > STEADY) this.up();
  };

  up = () => {
    clearTimeout(this.#clock);
    this.#clock = null;
  };

  /** Not while something is open at a message: its buttons must be there when it closes. */
  #move(row) {
    const key = row?.dataset.key ?? null;
    if (key === this.at || document.querySelector(":popover-open")) return;
    this.at = key;
    this.#host.requestUpdate();
  }
}
