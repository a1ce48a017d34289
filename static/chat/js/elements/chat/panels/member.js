/** Somebody of the room more closely, and what one may do: talk, name them, give a role, put them out. */

import { html, live, nothing } from "../../../vendor/lit.js";
import { moment, say } from "../../../lib/speech.js";
import { outranks } from "../../../models/roster.js";
import { silence } from "../../../models/voice.js";
import { Part } from "../../part.js";
import { confirm } from "../confirm.js";
import { icon } from "../icons.js";
import { Attempt } from "./attempt.js";
import { askMute } from "./mute.js";

const ROLES = ["member", "moderator", "owner"];

class Member extends Part {
  static properties = { ...Part.properties, member: { attribute: false } };

  #attempt = new Attempt(this);

  render() {
    const { user, role, muted = null } = this.member;
    const { current: room, user: me } = this.model;
    const mute = silence({ muted });
    const lower = outranks(room.role, role) && room.kind !== "direct";
    return html`<div class="member">
      <p class="member-facts">@${user.username} · ${say(`role.${role}`)} · ${say(`status.${room.present.get(user.id) ?? "offline"}`)}</p>
      ${mute ? html`<p class="member-facts member-muted">${icon("mic-off")} ${factsOf(mute)}</p>` : nothing}
      ${room.role === "owner" && room.kind !== "direct" ? this.#roles(role) : nothing}
      <div class="panel-buttons">
        ${user.id === me.id || user.bot || user.guest || me.guest ? nothing : html`<button type="button" class="button" @click=${this.#talk}>${icon("message-circle")}${say("member.talk")}</button>`}
        <button type="button" class="button" @click=${this.#mention}>${icon("at-sign")}${say("member.mention")}</button>
        ${lower ? html`${mute ? this.#button("mic", "member.unmute", this.#unmute) : this.#button("mic-off", "member.mute", this.#mute)}
          ${this.#button("user-minus", "member.remove", this.#putOut)}
          ${this.#button("ban", "member.ban", this.#ban)}` : nothing}
      </div>
      ${this.#attempt.told}
    </div>`;
  }

  #button(sign, word, act) {
    return html`<button type="button" class="button" ?disabled=${this.#attempt.busy} @click=${act}>${icon(sign)}${say(word)}</button>`;
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

  async #mute() {
    const wish = await askMute(this.member.user);
    if (wish) await this.#ask("member.mute", wish);
  }

  #unmute() {
    return this.#ask("member.unmute");
  }

  #set(wish) {
    return this.#ask("member.set", wish);
  }

  #ask(word, wish) {
    const command = { do: word, room: this.model.current.id, user: this.member.user.id, ...wish };
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

function factsOf({ until, reason }) {
  const what = until ? say("member.muted.until", { time: moment(new Date(until)) }) : say("member.muted");
  return reason ? `${what} · ${reason}` : what;
}

customElements.define("chat-member", Member);
