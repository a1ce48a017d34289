/** A button and the short list that opens at it: arrows move in it, Esc and a choice close it. */

import { html, nothing } from "../../vendor/lit.js";
import { Part } from "../part.js";
import { icon } from "./icons.js";

const STEPS = new Map([["ArrowDown", 1], ["ArrowUp", -1]]);
const ENDS = new Map([["Home", 0], ["End", -1]]);

/**
 * `label`: what the button is called; `face`: what is seen of it; `items`: each with `word` and `icon`, and `act` (a
 * function) or `href` or `form` (the id of a form that it sends); `checked` where one of several is chosen; null: a line.
 */
class Menu extends Part {
  static properties = {
    label: {},
    face: { attribute: false },
    items: { attribute: false },
    kind: {},
    opened: { state: true },
  };

  #outside = (event) => {
    if (!this.contains(event.target)) this.opened = false;
  };

  constructor() {
    super();
    this.items = [];
    this.kind = "icon-button";
    this.opened = false;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.#outside);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.#outside);
  }

  render() {
    return html`<div class="menu" @keydown=${this.#key} @focusout=${this.#left}>
      <button type="button" class="menu-button ${this.kind}" aria-haspopup="menu" aria-expanded=${this.opened}
        aria-label=${this.label} title=${this.label} @click=${this.#toggle}>${this.face}</button>
      ${this.opened ? html`<div class="menu-list" role="menu" aria-label=${this.label}>${this.items.map((item) => this.#item(item))}</div>` : nothing}
    </div>`;
  }

  #item(item) {
    if (item === null) return html`<hr class="menu-line" />`;
    const words = html`${item.icon ? icon(item.icon) : item.sign}<span class="menu-word">${item.word}</span>`;
    if (item.href) return html`<a class="menu-item" role="menuitem" tabindex="-1" href=${item.href}>${words}</a>`;
    if (item.form) return html`<button type="submit" form=${item.form} class="menu-item" role="menuitem" tabindex="-1">${words}</button>`;
    const one = "checked" in item;
    return html`<button type="button" class="menu-item" role=${one ? "menuitemradio" : "menuitem"} tabindex="-1"
      aria-checked=${one ? item.checked : nothing} @click=${() => this.#choose(item)}>
      ${words}${item.checked ? html`<span class="menu-check">${icon("check")}</span>` : nothing}</button>`;
  }

  async #toggle() {
    this.opened = !this.opened;
    await this.updateComplete;
    (this.querySelector("[aria-checked=true]") ?? this.querySelector(".menu-item"))?.focus();
  }

  #choose(item) {
    this.#close();
    item.act();
  }

  #close() {
    this.opened = false;
    this.querySelector(".menu-button").focus();
  }

  #left({ relatedTarget }) {
    if (relatedTarget && !this.contains(relatedTarget)) this.opened = false;
  }

  #key(event) {
    if (!this.opened) return;
    if (event.key === "Escape") this.#close();
    else if (STEPS.has(event.key)) this.#step(STEPS.get(event.key));
    else if (ENDS.has(event.key)) [...this.querySelectorAll(".menu-item")].at(ENDS.get(event.key)).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #step(by) {
    const items = [...this.querySelectorAll(".menu-item")];
    const at = items.indexOf(document.activeElement);
    items.at((at + by) % items.length).focus();
  }
}

customElements.define("chat-menu", Menu);
