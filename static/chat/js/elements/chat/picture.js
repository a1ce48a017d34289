/** Pictures as large as the window: arrows or a finger go from one to the next, Esc goes back to where one was. */

import { html, keyed, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import { icon } from "./icons.js";

const SWIPE = 48; // pixels that a finger goes to the side to mean the next one
const STEPS = new Map([["ArrowLeft", -1], ["ArrowRight", 1]]);

class Picture extends Part {
  static properties = { pictures: { attribute: false }, at: { state: true } };

  #finger = null;

  render() {
    const { name, url, width, height } = this.pictures[this.at];
    return html`<dialog class="lightbox" aria-label=${name} @close=${() => this.remove()} @keydown=${this.#key} @click=${this.#aside}
      @touchstart=${this.#touch} @touchend=${this.#lift}>
      ${keyed(url, html`<img class="lightbox-picture" src=${url} width=${width} height=${height} alt=${name} />`)}
      <p class="lightbox-name" aria-live="polite">${name}${this.#several ? html` <span>${this.#place}</span>` : nothing}</p>
      <div class="lightbox-buttons">
        <a class="lightbox-button" href=${url} download=${name} aria-label=${say("file.save", { name })} title=${say("file.save", { name })}>${icon("download")}</a>
        <button type="button" class="lightbox-button" autofocus aria-label=${say("close")} title=${say("close")} @click=${this.#close}>${icon("x")}</button>
      </div>
      ${this.#several ? html`${this.#way(-1, "chevron-left", "picture.before")}${this.#way(1, "chevron-right", "picture.next")}` : nothing}
    </dialog>`;
  }

  firstUpdated() {
    this.#dialog.showModal();
  }

  #way(by, sign, word) {
    return html`<button type="button" class="lightbox-button lightbox-${sign}" aria-label=${say(word)} title=${say(word)}
      @click=${() => this.#step(by)}>${icon(sign)}</button>`;
  }

  get #several() {
    return this.pictures.length > 1;
  }

  get #place() {
    return say("picture.place", { at: this.at + 1, of: this.pictures.length });
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  #step(by) {
    this.at = (this.at + by + this.pictures.length) % this.pictures.length;
  }

  #key(event) {
    if (!STEPS.has(event.key)) return;
    event.preventDefault();
    this.#step(STEPS.get(event.key));
  }

  /** Two fingers make it larger. */
  #touch({ touches }) {
    this.#finger = touches.length === 1 ? touches[0] : null;
  }

  #lift({ changedTouches: [finger] }) {
    const by = this.#finger ? finger.clientX - this.#finger.clientX : 0;
    if (Math.abs(by) > SWIPE) this.#step(by < 0 ? 1 : -1);
  }

  /** What is around the picture closes it, as people expect. */
  #aside({ target }) {
    if (target === this.#dialog) this.#close();
  }

  #close() {
    this.#dialog.close();
  }
}

customElements.define("chat-picture", Picture);

/** Opens `pictures` (attachments), the one at place `at` first. */
export function showPictures(pictures, at) {
  const shown = document.createElement("chat-picture");
  Object.assign(shown, { pictures, at });
  document.querySelector("chat-page").append(shown);
}
