/** Emoji to choose from: by group, by name, those used lately first. Tells `pick`; arrows move in the grid. */

import { html, live, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { emoji, TONES, toned } from "../../models/emoji.js";
import { Recents } from "../../models/recents.js";
import { Part } from "../part.js";
import { byTouch } from "./field.js";
import { icon } from "./icons.js";

const FIRST = 54; // those that are there before one has looked for any
// Until somebody has used others.
const USUAL = [
  "👍", "❤️", ..."😂🎉😮😢🙏👀🔥😀😊😍🥰😉😎🤔🙄😅😭😡🤯🥳🤝👏🙌💪👋👌🚀💯✅❌💡📌⏰☕🍕🍜🌱🐛💬📎🏠🌙🍀",
];
const FACES = new Map([
  ["recent", icon("clock")], ["smileys", "😀"], ["people", "👋"], ["nature", "🐻"], ["food", "🍜"],
  ["travel", "🚲"], ["activities", "⚽"], ["objects", "💡"], ["symbols", "💟"], ["flags", "🏁"],
]);

export const recents = new Recents(() => localStorage);

class Picker extends Part {
  static properties = { ...Part.properties, known: { state: true }, group: { state: true }, query: { state: true }, lost: { state: true } };

  constructor() {
    super();
    this.known = null; // the Emoji, once they are loaded
    this.group = "recent";
    this.query = "";
    this.lost = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    return html`<div class="picker" @keydown=${this.#key}>
      <input class="input picker-search" type="search" autocomplete="off" ?autofocus=${!byTouch()} aria-label=${say("emoji.search")} placeholder=${say("emoji.search")}
        .value=${live(this.query)} @input=${({ target }) => (this.query = target.value)} />
      <div class="picker-groups" role="group" aria-label=${say("emoji.groups")}>
        ${[...FACES].map(([name, face]) => html`<button type="button" class="picker-group" aria-pressed=${!this.query && name === this.group}
          aria-label=${say(`emoji.${name}`)} title=${say(`emoji.${name}`)} @click=${() => this.#turn(name)}>${face}</button>`)}
      </div>
      <div class="picker-grid" role="group" aria-label=${this.#title()}>${this.#cells()}</div>
      ${this.#tones()}
    </div>`;
  }

  #title() {
    return this.query ? say("emoji.found") : say(`emoji.${this.group}`);
  }

  #cells() {
    if (this.lost) {
      return html`<p class="picker-note">${say("emoji.lost")} <button type="button" class="button button-quiet" @click=${this.#load}>${say("message.retry")}</button></p>`;
    }
    if (!this.known) return nothing;
    const list = this.#list();
    if (!list.length) return html`<p class="picker-note" role="status">${say("emoji.none")}</p>`;
    return list.map((one, at) => this.#cell(toned(one, recents.tone), one.names[0], at));
  }

  #list() {
    if (this.query.trim()) return this.known.search(this.query);
    if (this.group === "recent") return this.known.among([...new Set([...recents.signs, ...USUAL])].slice(0, FIRST));
    return this.known.groups.find(({ name }) => name === this.group).list;
  }

  #cell(sign, name, at) {
    return html`<button type="button" class="picker-cell" title=":${name}:" tabindex=${at ? -1 : 0} @click=${() => this.#pick(sign)}>${sign}</button>`;
  }

  #tones() {
    return html`<div class="picker-tones" role="group" aria-label=${say("emoji.tone")}>
      ${TONES.map((tone) => html`<button type="button" class="picker-tone" aria-pressed=${tone === recents.tone} @click=${() => this.#tone(tone)}>✋${tone}</button>`)}
    </div>`;
  }

  async #load() {
    this.lost = false;
    try {
      this.known = await emoji();
    } catch {
      this.lost = true;
    }
  }

  #turn(name) {
    this.query = "";
    this.group = name;
    this.querySelector(".picker-grid").scrollTop = 0;
  }

  #tone(tone) {
    recents.tone = tone;
    this.requestUpdate();
  }

  #pick(sign) {
    recents.use(sign.replace(/[\u{1f3fb}-\u{1f3ff}]/u, ""));
    this.dispatchEvent(new CustomEvent("pick", { bubbles: true, detail: { emoji: sign } }));
  }

  #key(event) {
    if (event.key === "Escape") event.stopPropagation(); // it closes this, and nothing behind it
    const cells = [...this.querySelectorAll(".picker-cell")];
    const at = cells.indexOf(event.target);
    const search = this.querySelector(".picker-search");
    const typing = event.target === search;
    if (!typing && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey) {
      event.stopPropagation(); // a letter is searched for, wherever it is typed
      search.focus();
    } else if (typing && event.key === "Enter") {
      event.preventDefault();
      cells[0]?.click();
    } else if (typing ? event.key === "ArrowDown" : at >= 0) {
      const next = at < 0 ? 0 : at + steps(cells, event.key);
      if (next === at) return;
      event.preventDefault();
      if (next < 0 && event.key === "ArrowUp") search.focus();
      else this.#focus(cells, next);
    }
  }

  #focus(cells, at) {
    const next = cells[Math.max(0, Math.min(at, cells.length - 1))];
    for (const cell of cells) cell.tabIndex = cell === next ? 0 : -1;
    next?.focus();
  }
}

/** How far a key moves in the grid, whose width is the page's to choose. */
function steps(cells, key) {
  const second = cells.findIndex((cell) => cell.offsetTop > cells[0].offsetTop);
  const wide = second > 0 ? second : cells.length;
  return { ArrowRight: 1, ArrowLeft: -1, ArrowDown: wide, ArrowUp: -wide, Home: -cells.length, End: cells.length }[key] ?? 0;
}

customElements.define("chat-picker", Picker);
