/** What opens at a message: reactions to give, and what else one can do with it; on a phone from below. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import { actionsOf } from "./actions.js";
import { icon } from "./icons.js";
import { pick } from "./pick.js";

const QUICK = ["👍", "❤️", "😂", "🎉", "😮", "🙏"];
const STEPS = new Map([["ArrowDown", 1], ["ArrowRight", 1], ["ArrowUp", -1], ["ArrowLeft", -1]]);
const GAP = 6; // pixels between it and what it opens at, and the edge of the window

class Actions extends Part {
  static properties = { ...Part.properties, told: { state: true }, short: { state: true } };

  #at = null; // the element at which it opens
  #closed = null; // the message at which it was open a moment ago
  tell = () => {};

  constructor() {
    super();
    this.told = null;
    this.short = false; // reactions only
  }

  /** Opens at an element, for everything that one may do with the message. */
  open(told, at) {
    return this.#show(told, at, false);
  }

  /** Opens at an element, to give a reaction. */
  react(told, at) {
    return this.#show(told, at, true);
  }

  render() {
    return html`<div class="sheet" popover role="menu" aria-label=${say(this.short ? "reaction.add" : "actions")}
      @beforetoggle=${this.#toggled} @keydown=${this.#key}>${this.told ? this.#content() : nothing}</div>`;
  }

  #content() {
    const { told, model } = this;
    const context = { room: model.current, model, tell: this.tell };
    return html`<div class="sheet-quick">
        ${QUICK.map((emoji) => html`<button type="button" class="sheet-emoji" role="menuitem" tabindex="-1"
          @click=${() => this.#give(emoji)}>${emoji}</button>`)}
        <button type="button" class="sheet-emoji" role="menuitem" tabindex="-1" aria-label=${say("reaction.other")} title=${say("reaction.other")}
          @click=${this.#pick}>${icon("face-slightly-smiling-plus")}</button>
      </div>
      ${this.short ? nothing : actionsOf(told, context).map(({ name, sign, cap, act }) => html`<button type="button"
        class="menu-item ${name === "delete" ? "sheet-fault" : ""}" role="menuitem" tabindex="-1" @click=${() => this.#act(act, context)}>
        ${icon(sign)}<span class="menu-word">${say(`action.${name}`)}</span><kbd class="sheet-key" aria-hidden="true">${cap}</kbd>
      </button>`)}`;
  }

  get #box() {
    return this.querySelector(".sheet");
  }

  async #show(told, at, short) {
    if (this.#closed === told) return; // the press that closed it
    if (!told || told.deleted || told.waiting) return;
    Object.assign(this, { told, short });
    this.#at = at;
    await this.updateComplete;
    this.#box.showPopover();
    this.#place(at.getBoundingClientRect());
    this.#box.querySelector("button").focus();
  }

  /** Below what it opens at, or above where there is no room; always within the window. */
  #place({ top, bottom, right }) {
    const { width, height } = this.#box.getBoundingClientRect();
    const below = bottom + GAP + height < innerHeight;
    this.#box.style.setProperty("--sheet-top", `${Math.max(GAP, below ? bottom + GAP : top - GAP - height)}px`);
    this.#box.style.setProperty("--sheet-left", `${Math.max(GAP, Math.min(right, innerWidth - GAP) - width)}px`);
  }

  #give(emoji) {
    const { told, model } = this;
    this.#box.hidePopover();
    model.react(model.current, told, emoji);
  }

  async #pick() {
    const { told } = this;
    this.#box.hidePopover();
    const emoji = await pick(this.#at.querySelector(".toolbar-button") ?? this.#at);
    if (emoji) this.model.react(this.model.current, told, emoji);
  }

  #act(act, context) {
    const { told } = this;
    this.#box.hidePopover();
    act(told, context, this);
  }

  #toggled({ newState }) {
    if (newState === "open") return;
    this.#closed = this.told;
    setTimeout(() => (this.#closed = null));
  }

  #key(event) {
    if (event.key === "Escape") event.stopPropagation(); // it closes this, and nothing behind it
    if (!STEPS.has(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const items = [...this.#box.querySelectorAll("[role=menuitem]")];
    items.at((items.indexOf(document.activeElement) + STEPS.get(event.key)) % items.length).focus();
  }
}

customElements.define("chat-actions", Actions);
