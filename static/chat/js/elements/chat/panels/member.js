/** Somebody of the room more closely, and what one may do: talk, name them, give a role, put them out. */

import { html, live, nothing } from "../../../vendor/lit.js";
import { say } from "../../../lib/speech.js";
import { outranks } from "../../../models/roster.js";
import { Part } from "../../part.js";
import { confirm } from "../confirm.js";
import { icon } from "../icons.js";
import { Attempt } from "./attempt.js";

const ROLES = ["member", "moderator", "owner"];

class Member extends Part {
  static properties = { ...Part.properties, member: { attribute: false } };

  #attempt = new Attempt(this);

  render() {
    const { user, role } = this.member;
    const { current: room, user: me } = this.model;
    const lower = outranks(room.role, role) && room.kind !== "direct";
    return html`<div class="member">
      <p class="member-facts">@${user.username} · ${say(`role.${role}`)} · ${say(`status.${room.present.get(user.id) ?? "offline"}`)}</p>
      ${room.role === "owner" && room.kind !== "direct" ? this.#roles(role) : nothing}
      <div class="panel-buttons">
        ${user.id === me.id || user.bot ? nothing : html`<button type="button" class="button" @click=${this.#talk}>${icon("message-circle")}${say("member.talk")}</button>`}
        <button type="button" class="button" @click=${this.#mention}>${icon("at-sign")}${say("member.mention")}</button>
        ${lower ? html`<button type="button" class="button" ?disabled=${this.#attempt.busy} @click=${this.#putOut}>${icon("user-minus")}${say("member.remove")}</button>
          <button type="button" class="button" ?disabled=${this.#attempt.busy} @click=${this.#ban}>${icon("ban")}${say("member.ban")}</button>` : nothing}
      </div>
      ${this.#attempt.told}
    </div>`;
  }

  #roles(role) {
    return html`<label class="member-role"><span class="label">${say("member.role")}</span>
      <select class="input" ?disabled=${this.#attempt.busy} @change=${this.#appoint}>
        ${ROLES.map((name) => html`<option value=${name} .selected=${live(name === role)}>${say(`role.${name}`)}</option>`)}
      </select></label>`;
  }

  async #appoint({ target }) {
    if (!(await this.#set({ role: target.value }))) target.value = this.member.role;
  }

  async #putOut() {
    const { name } = this.member.user;
    if (await confirm(say("member.remove.sure", { name }), say("member.remove"))) await this.#set({ removed: true });
  }

  async #ban() {
    const { name } = this.member.user;
    const fields = html`<div class="field">
      <label class="label" for="ban-reason">${say("member.ban.reason")}</label>
      <input class="input" id="ban-reason" name="reason" maxlength="300" autocomplete="off" />
    </div>`;
    const answer = await confirm(say("member.ban.sure", { name }), say("member.ban"), { fields });
    if (answer) await this.#set({ banned: true, reason: answer.get("reason") });
  }

  #set(wish) {
    const command = { do: "member.set", room: this.model.current.id, user: this.member.user.id, ...wish };
    return this.#attempt.run(() => this.model.request(command));
  }

  async #talk() {
    await this.model.talkTo([this.member.user.id]);
    this.dispatchEvent(new CustomEvent("show", { bubbles: true, detail: { panel: null } }));
  }

  #mention() {
    const { draft } = this.model.current;
    draft.text = `${draft.text}${/\S$/.test(draft.text) ? " " : ""}@${this.member.user.username} `;
    this.model.changed();
    this.dispatchEvent(new CustomEvent("write", { bubbles: true }));
  }
}

customElements.define("chat-member", Member);
