/** A room's settings: what it says of itself, what rings, links into it, webhooks, its export, the way out. */

import { html, keyed, live, nothing } from "../../../vendor/lit.js";
import { say } from "../../../lib/speech.js";
import { Part } from "../../part.js";
import { avatar } from "../avatar.js";
import { confirm } from "../confirm.js";
import { icon } from "../icons.js";
import { Attempt } from "./attempt.js";
import "./about.js";
import "./links.js";
import "./rules.js";
import "./webhooks.js";

const LEVELS = ["all", "mentions", "nothing"];

class RoomSettings extends Part {
  #leaving = new Attempt(this);

  render() {
    const { model } = this;
    const room = model.current;
    if (!room) return nothing;
    const direct = room.kind === "direct";
    return keyed(room.id, html`${direct ? this.#people(room) : html`<chat-about class="panel-part" .model=${model}></chat-about>`}
      <p class="panel-part room-pins"><button type="button" class="button" @click=${this.#pins}>${icon("pin")}${say("panel.pins")}</button></p>
      ${this.#level(room)}
      ${room.leads && !direct ? html`<chat-rules class="panel-part" .model=${model}></chat-rules>` : nothing}
      ${direct ? nothing : html`<chat-links class="panel-part" .model=${model}></chat-links>`}
      ${room.leads && !direct ? html`<chat-webhooks class="panel-part" .model=${model}></chat-webhooks>${this.#export(room)}` : nothing}
      ${direct ? nothing : this.#leave()}`);
  }

  #people({ people, present }) {
    return html`<ul class="people panel-part">${people.map((user) => html`<li class="person">
      ${avatar(user, present.get(user.id) ?? "offline")}<span class="person-name">${user.name}</span>
      <span class="person-note">@${user.username}</span></li>`)}</ul>`;
  }

  #level(room) {
    return html`<div class="panel-part" role="radiogroup" aria-labelledby="level-title">
      <h3 class="panel-subtitle" id="level-title">${say("level")}</h3>
      <div class="options">${LEVELS.map((level) => html`<label class="option"><input type="radio" name="level" .checked=${live(room.level === level)}
        @change=${() => this.model.setLevel(room, level)} /><span>${say(`level.${level}`)}</span></label>`)}</div>
    </div>`;
  }

  /** A link that the browser saves: the answer may be larger than a page should hold. */
  #export({ id }) {
    return html`<section class="panel-part">
      <h3 class="panel-subtitle">${say("export")}</h3>
      <p class="panel-about">${say("export.about")}</p>
      <a class="button" href="/api/rooms/${id}/export" download>${icon("download")}${say("export.save")}</a>
    </section>`;
  }

  #pins() {
    this.dispatchEvent(new CustomEvent("show", { bubbles: true, detail: { panel: "pins" } }));
  }

  #leave() {
    return html`<section class="panel-part">
      ${this.#leaving.told}
      <button type="button" class="button button-danger" ?disabled=${this.#leaving.busy} @click=${this.#goOut}>${icon("log-out")}${say("room.leave")}</button>
    </section>`;
  }

  async #goOut() {
    const { id, name, kind } = this.model.current;
    const text = say(kind === "private" ? "room.leave.sure.private" : "room.leave.sure", { room: name });
    if (!(await confirm(text, say("room.leave")))) return;
    if (!(await this.#leaving.run(() => this.model.request({ do: "room.leave", room: id })))) return;
    this.dispatchEvent(new CustomEvent("show", { bubbles: true, detail: { panel: null } }));
  }
}

customElements.define("chat-room-settings", RoomSettings);
