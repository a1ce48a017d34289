/** Who is in the room: leaders first, those who are here before those who are not. A click shows more of somebody. */

import { html, nothing, repeat } from "../../../vendor/lit.js";
import { count, say } from "../../../lib/speech.js";
import { roster } from "../../../models/roster.js";
import { silence } from "../../../models/voice.js";
import { Part } from "../../part.js";
import { api } from "../api.js";
import { avatar } from "../avatar.js";
import { icon } from "../icons.js";
import { step } from "./arrows.js";
import { Attempt } from "./attempt.js";
import "./invite.js";
import "./member.js";

const TOLD = 500; // members that the opened room tells; of the others only the server knows
const MARKS = new Map([["owner", "crown"], ["moderator", "shield"]]);

class Members extends Part {
  static properties = {
    ...Part.properties,
    query: { state: true },
    chosen: { state: true },
    inviting: { state: true },
    everybody: { state: true },
  };

  #asking = new Attempt(this);
  #room = null;

  willUpdate(changed) {
    super.willUpdate(changed);
    const room = this.model.current;
    if (room?.id === this.#room) return;
    this.#room = room?.id ?? null;
    Object.assign(this, { query: "", chosen: null, inviting: false, everybody: null });
  }

  render() {
    const room = this.model.current;
    if (!room) return nothing;
    const all = this.everybody ?? [...room.members.values()];
    const { groups, left } = roster(all, { present: room.present, query: this.query });
    return html`<div @keydown=${this.#key}><div class="panel-tools">
        <label class="unseen" for="members-query">${say("members.search")}</label>
        <input class="input" id="members-query" type="search" autocomplete="off" placeholder=${say("members.search")}
          .value=${this.query} @input=${this.#search} />
        ${mayInvite(room) ? html`<button type="button" class="button" aria-expanded=${this.inviting} @click=${this.#invite}>
          ${icon("user-plus")}${say("members.add")}</button>` : nothing}
      </div>
      ${this.inviting ? html`<chat-invite class="panel-part" .model=${this.model}></chat-invite>` : nothing}
      ${all.length >= TOLD && !this.everybody ? html`<p class="panel-about">${say("members.many", { count: count(TOLD) })}</p>` : nothing}
      ${this.#asking.told}
      ${groups.map((group) => this.#group(room, group))}
      ${groups.length ? nothing : html`<p class="panel-empty">${say("members.none", { query: this.query })}</p>`}
      ${left ? html`<p class="panel-about">${say("members.left", { count: count(left) })}</p>` : nothing}</div>`;
  }

  #group(room, { name, members }) {
    return html`<section aria-labelledby="members-${name}">
      <h3 class="panel-subtitle" id="members-${name}">${say(`members.group.${name}`)} <span class="panel-count">${count(members.length)}</span></h3>
      <ul class="people">${repeat(members, ({ user }) => user.id, (member) => this.#row(room, member))}</ul>
    </section>`;
  }

  #row(room, member) {
    const { user, role } = member;
    const open = this.chosen === user.id;
    const status = room.present.get(user.id) ?? "offline";
    return html`<li>
      <button type="button" class="person" aria-expanded=${open} @click=${() => (this.chosen = open ? null : user.id)}>
        ${avatar(user, status)}
        <span class="person-name">${user.name}</span>
        ${user.id === this.model.user.id ? html`<span class="person-note">${say("members.you")}</span>` : nothing}
        ${user.guest ? html`<span class="person-note">${say("members.guest")}</span>` : nothing}
        ${user.bot && role !== "member" ? html`<span class="person-note">${say("members.bot")}</span>` : nothing}
        ${silence({ muted: member.muted }) ? html`<span class="person-mark" title=${say("member.muted")}>${icon("mic-off")}</span>` : nothing}
        ${MARKS.has(role) ? html`<span class="person-mark" title=${say(`role.${role}`)}>${icon(MARKS.get(role))}</span>` : nothing}
        <span class="unseen">${say(`status.${status}`)}</span>
      </button>
      ${open ? html`<chat-member .model=${this.model} .member=${member}></chat-member>` : nothing}
    </li>`;
  }

  /** In a room with more members than it has told, the search is in all of them. */
  #search({ target }) {
    const room = this.model.current;
    this.query = target.value;
    if (room.members.size < TOLD || this.everybody || !this.query.trim()) return;
    this.#asking.run(async () => {
      const { members } = await api.get(`/api/rooms/${room.id}/members`);
      if (room === this.model.current) this.everybody = members;
    });
  }

  #key(event) {
    step(event, [...this.querySelectorAll("#members-query, section .person")]);
  }

  async #invite() {
    this.inviting = !this.inviting;
    await this.updateComplete;
    this.querySelector("#invite-query")?.focus();
  }
}

/** Into a private room only its leaders invite, into a public one any member. */
function mayInvite({ kind, leads }) {
  return kind === "public" || (kind === "private" && leads);
}

customElements.define("chat-members", Members);
