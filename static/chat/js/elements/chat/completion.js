/** Who, which emoji, or which command is meant at the caret: a list to choose from while one writes. */

import { html, nothing } from "../../vendor/lit.js";
import { knows, say } from "../../lib/speech.js";
import { commandsLike, people, tokenAt } from "../../models/completion.js";
import { emoji, toned } from "../../models/emoji.js";
import { commandsIn, parse } from "../../models/slash.js";
import { Part } from "../part.js";
import { avatar } from "./avatar.js";
import { replace } from "./field.js";
import { stay } from "./formatting.js";
import { recents } from "./picker.js";

const KNOWN = 500; // members that a client is told: in a larger room the server knows more
const EMOJI = 8;
const STEPS = new Map([["ArrowDown", 1], ["ArrowUp", -1]]);

class Completion extends Part {
  static properties = { ...Part.properties, found: { state: true }, at: { state: true } };

  #token = null;
  #dismissed = null; // where the list that somebody has closed began
  field = null;

  constructor() {
    super();
    this.found = [];
    this.at = 0;
  }

  /** Something was written, or the caret has moved. */
  async follow(field) {
    this.field = field;
    const alone = field.selectionStart === field.selectionEnd;
    const named = alone ? tokenAt(field.value, field.selectionStart) : null;
    const token = named?.kind === "command" && this.model.current.draft.editing ? null : named; // a text as any, there
    if (this.found.length && isSame(token, this.#token)) return; // an arrow has moved in the list, say
    this.#token = token;
    if (token?.start !== this.#dismissed) this.#dismissed = null;
    const found = token && this.#dismissed === null ? await this.#candidates(token) : [];
    if (token !== this.#token) return; // meanwhile something else is meant
    this.found = found;
    this.at = 0;
  }

  /** Takes a key that means the list; false: it means something else. */
  key(event) {
    if (!this.found.length) return false;
    if (STEPS.has(event.key)) this.at = (this.at + STEPS.get(event.key) + this.found.length) % this.found.length;
    else if (event.key === "Escape") this.#dismiss();
    else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") this.#choose(this.found[this.at]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  close() {
    this.#token = null;
    this.found = [];
  }

  render() {
    return html`<ul class="completion" id="completion" role="listbox" aria-label=${say("completion")} ?hidden=${!this.found.length}>
      ${this.found.map((one, at) => html`<li class="completion-one" id="completion-${at}" role="option" aria-selected=${at === this.at}
        @mousedown=${stay} @click=${() => this.#choose(one)}>${one.face}${one.word ? html`<span class="completion-word">${one.word}</span>` : nothing}
        ${one.note ? html`<span class="completion-note">${one.note}</span>` : nothing}</li>`)}
    </ul>`;
  }

  updated() {
    const open = this.found.length > 0;
    if (open) this.field.setAttribute("aria-activedescendant", `completion-${this.at}`);
    else this.field?.removeAttribute("aria-activedescendant");
    if (open) this.querySelector("[aria-selected=true]").scrollIntoView({ block: "nearest" });
  }

  async #candidates({ kind, query }) {
    if (kind === "emoji") return this.#emoji(query);
    return kind === "person" ? this.#people(query) : this.#commands(query);
  }

  async #emoji(query) {
    const known = await emoji().catch(() => null);
    return (known?.search(query, EMOJI) ?? []).map((one) => {
      const sign = toned(one, recents.tone);
      return { text: `${sign} `, face: html`<span class="completion-sign">${sign}</span>`, word: `:${one.names[0]}:`, sign: one.sign };
    });
  }

  /** Who is in the room; after /invite and /msg also who is not. */
  async #people(query) {
    const { current: room, user: me } = this.model;
    const order = parse(this.field.value)?.name;
    const asks = order === "invite" || order === "msg";
    const known = new Map([...room.members.values()].map(({ user }) => [user.id, user]));
    if (query && (asks || known.size >= KNOWN)) {
      for (const user of await this.model.findPeople(query)) {
        if (order !== "invite" || !room.members.has(user.id)) known.set(user.id, user);
      }
    }
    if (order === "invite") for (const id of room.members.keys()) known.delete(id);
    known.delete(me.id);
    return people([...known.values()], query, room.present).map((user) => ({
      text: `@${user.username} `, face: avatar(user, room.present.get(user.id)), word: user.name, note: `@${user.username}`,
    }));
  }

  #commands(query) {
    const found = commandsLike(commandsIn(this.model.current), query);
    if (found.length === 1 && found[0].name === query) return []; // it is written to its end
    return found.map(({ name }) => ({
      text: `/${name} `,
      face: html`<code class="completion-command">/${name}</code>`,
      word: knows(`slash.${name}.takes`) ? say(`slash.${name}.takes`) : "",
      note: say(`slash.${name}`),
    }));
  }

  #choose({ text, sign }) {
    const { start, end } = this.#token;
    if (sign) recents.use(sign);
    this.close();
    replace(this.field, { start, end, text });
  }

  #dismiss() {
    this.#dismissed = this.#token.start;
    this.found = [];
  }
}

function isSame(token, other) {
  return token?.kind === other?.kind && token?.start === other?.start && token?.query === other?.query;
}

customElements.define("chat-completion", Completion);
