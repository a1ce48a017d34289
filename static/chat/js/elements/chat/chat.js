/** The chat page: rooms on one side, the current one in the middle, a panel on demand; and what is done from anywhere. */

import { classMap, html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { stepTo } from "../../models/shortcuts.js";
import { Part } from "../part.js";
import "./head.js";
import { Keyboard } from "./keyboard.js";
import { arrived } from "./later.js";
import "./notices.js";
import "./rooms.js";
import "./status.js";
import { isNew } from "./steps.js";
import "./switcher.js";
import "./timeline.js";
import { Trail } from "./trail.js";
import "./writer.js";

const DIALOGS = new Map([["switcher", "switcher"], ["keys", "keys"], ["new", "new-room"]]); // elements, as `ask` calls them

class ChatPage extends Part {
  static properties = {
    ...Part.properties,
    staff: { type: Boolean }, // whether the administration is open to this person
    listed: { state: true }, // on a phone: whether the list of rooms covers the room
    panel: { state: true }, // what `show` asked for, or null
  };

  #recent = []; // ids of rooms, the latest first
  #shown = null; // the room that was drawn last
  #trail = null;
  #keyboard = new Keyboard(new Map([
    ["switcher", () => this.#ask({ dialog: "switcher" })],
    ["keys", () => this.#ask({ dialog: "keys" })],
    ["search", () => this.#show({ panel: "search" })],
    ["previous", () => this.#step(-1)],
    ["next", () => this.#step(1)],
    ["previous-new", () => this.#step(-1, true)],
    ["next-new", () => this.#step(1, true)],
    ["back", () => this.#back()],
    ["write", () => this.#write()],
  ]));

  constructor() {
    super();
    this.listed = false;
    this.panel = null;
    this.addEventListener("list", () => (this.listed = true));
    this.addEventListener("go", ({ detail }) => this.#go(detail, true));
    this.addEventListener("show", ({ detail }) => this.#show(detail));
    this.addEventListener("write", () => this.#write());
    this.addEventListener("ask", ({ detail }) => this.#ask(detail));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#keyboard.leave();
    this.#trail?.leave();
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    const id = this.model.current?.id;
    if (id && id !== this.#recent[0]) this.#recent = [id, ...this.#recent.filter((other) => other !== id)];
  }

  /** What the server has drawn meanwhile makes room for the living page. */
  update(changed) {
    if (!this.hasUpdated) this.replaceChildren();
    super.update(changed);
  }

  render() {
    const { model } = this;
    return html`<div class=${classMap({ chat: true, "chat-listed": this.listed, "chat-paneled": this.panel !== null })}>
        <chat-rooms class="chat-side" role="navigation" aria-label=${say("rooms")} .model=${model} ?staff=${this.staff}></chat-rooms>
        <main class="chat-room" id="main" tabindex="-1" aria-labelledby="room-title">
          <chat-head .model=${model} .panel=${this.panel?.panel ?? null}></chat-head>
          <chat-notices .model=${model}></chat-notices>
          <chat-status .model=${model}></chat-status>
          ${this.#room(model)}
        </main>
        ${this.panel ? html`<chat-panel class="chat-panel" .model=${model} .options=${this.panel}></chat-panel>` : nothing}
      </div>
      <chat-switcher .model=${model} .recent=${this.#recent}></chat-switcher>
      <chat-new-room .model=${model}></chat-new-room>
      <chat-keys></chat-keys>`;
  }

  #room(model) {
    if (!model.user) return nothing;
    const middle = isNew(model) ? html`<chat-steps .model=${model}></chat-steps>` : html`<chat-timeline .model=${model}></chat-timeline>`;
    return model.current ? html`${middle}<chat-writer .model=${model}></chat-writer>` : middle;
  }

  firstUpdated() {
    this.#keyboard.listen();
    this.#trail = new Trail(this.model, (route) => this.#go(route));
    this.#trail.listen();
  }

  updated() {
    const { current, rooms } = this.model;
    if (current === this.#shown) return;
    const left = this.#shown;
    this.#shown = current;
    this.#trail.keep();
    if (left && !rooms.has(left.id)) this.model.complain(say("room.gone", { room: left.name }));
  }

  #go(route, asked = false) {
    if (asked) this.#trail.mark(route);
    this.model.look(route.room, route.seq ?? null);
    this.listed = false;
  }

  /** Its modules come with the first panel; meanwhile the column is empty. */
  async #show(detail) {
    this.panel = detail.panel ? detail : null;
    if (this.panel && !(await arrived("panel"))) this.#miss();
  }

  async #ask({ dialog, ...options }) {
    if (await arrived(dialog)) this.querySelector(`chat-${DIALOGS.get(dialog)}`).open(options);
    else this.#miss();
  }

  #miss() {
    this.panel = null;
    this.model.complain(say("lost"));
  }

  #step(by, fresh = false) {
    const { list, direct, current } = this.model;
    const room = stepTo([...list, ...direct], current, by, fresh);
    if (room) this.#go({ room: room.id });
  }

  /** Out of the panel; else to the end of the room, which is read then. */
  #back() {
    if (this.panel) return this.#show({ panel: null });
    if (!this.model.current) return false;
    return this.querySelector("chat-timeline")?.latest() ?? false;
  }

  /** The letter that was typed falls into the field; into none while a panel, which has its own, is on its way. */
  #write() {
    if (this.panel && !customElements.get("chat-panel")) return true;
    this.querySelector("chat-writer textarea")?.focus();
    return false;
  }
}

customElements.define("chat-page", ChatPage);
