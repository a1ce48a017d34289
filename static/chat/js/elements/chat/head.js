/** Above a room: what it is called and about, who is in it, and the ways to its panels. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import { avatar } from "./avatar.js";
import { icon } from "./icons.js";
import "./menu.js";
import { partner, sign, statusIn } from "./sign.js";

const FACES = 3;
const LEVELS = new Map([["all", "bell"], ["mentions", "at-sign"], ["nothing", "bell-off"]]);

class Head extends Part {
  static properties = { ...Part.properties, panel: {} }; // the panel that is open

  render() {
    const room = this.model.current;
    return html`<header class="head">
      <button type="button" class="icon-button head-back" aria-label=${say("rooms")} title=${say("rooms")}
        @click=${() => this.#tell("list")}>
        ${icon("arrow-left")}${this.#elsewhere(room) ? html`<span class="head-news"></span>` : nothing}
      </button>
      ${room ? this.#room(room) : html`<h1 class="head-title room-title" id="room-title">${say("rooms")}</h1>`}
    </header>`;
  }

  #room(room) {
    const other = partner(room, this.model.user.id);
    const about = other ? say(`status.${statusIn(room, other)}`) : room.topic;
    return html`<span class="head-sign">${sign(room, this.model.user.id)}</span>
      <div class="head-words">
        <h1 class="head-title room-title" id="room-title">${room.name}</h1>
        ${about || room.frozen ? html`<p class="head-topic" title=${about}>${room.frozen ? frozen() : nothing}${about}</p>` : nothing}
      </div>
      <div class="head-tools">
        ${other ? nothing : this.#members(room)}
        ${this.#tool("search", "search", say("head.search"))}
        <span class="head-pins">${this.#tool("pins", "pin", say("panel.pins"))}</span>
        <chat-menu class="head-level" .label=${say("level")} .face=${icon(LEVELS.get(room.level) ?? "bell")}
          .items=${this.#levels(room)}></chat-menu>
        ${this.#tool("room", "info", say("head.room"))}
      </div>`;
  }

  /** Who is here comes first among the few faces. */
  #members(room) {
    const members = [...room.members.values()].map(({ user }) => user);
    const here = members.filter((user) => statusIn(room, user) !== "offline");
    const faces = [...here, ...members.filter((user) => !here.includes(user))].slice(0, FACES);
    const facts = say("room.facts", { members: members.length, present: here.length });
    return html`<button type="button" class="head-members" aria-pressed=${this.panel === "members"} title=${facts}
      @click=${() => this.#show("members")}>
      <span class="head-faces">${faces.map((user) => avatar(user))}</span>
      <span aria-hidden="true">${members.length}</span><span class="unseen room-facts">${facts}</span></button>`;
  }

  #tool(panel, drawing, label) {
    return html`<button type="button" class="icon-button" aria-label=${label} title=${label} aria-pressed=${this.panel === panel}
      @click=${() => this.#show(panel)}>${icon(drawing)}</button>`;
  }

  #levels(room) {
    return [...LEVELS].map(([level, drawing]) => ({
      word: say(`level.${level}`),
      icon: drawing,
      checked: room.level === level,
      act: () => this.model.setLevel(room, level),
    }));
  }

  #elsewhere(current) {
    return [...this.model.rooms.values()].some((room) => room !== current && room.level !== "nothing" && room.unread > 0);
  }

  #show(panel) {
    this.#tell("show", { panel: this.panel === panel ? null : panel });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
}

function frozen() {
  return html`<span class="head-frozen">${icon("snowflake")}${say("rules.frozen")}</span>`;
}

customElements.define("chat-head", Head);
