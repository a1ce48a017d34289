/** Ways into the room for others: people who are found and brought in at once, or a link that they follow. */

import { html, nothing, repeat } from "../../../vendor/lit.js";
import { settled } from "../../../lib/settled.js";
import { count, say } from "../../../lib/speech.js";
import { Part } from "../../part.js";
import { avatar } from "../avatar.js";
import { icon } from "../icons.js";
import { Attempt } from "./attempt.js";
import { once } from "./once.js";
import "./qr.js";

const DAYS = [1, 7, 30, 365];
const USES = [1, 10, 100];
const PAUSE = 200; // milliseconds after the last key

class Invite extends Part {
  static properties = { ...Part.properties, found: { state: true }, link: { state: true } };

  #bringing = new Attempt(this);
  #making = new Attempt(this);
  #find = settled(async (query) => (this.found = await this.model.findPeople(query)), PAUSE);

  constructor() {
    super();
    Object.assign(this, { found: [], link: "" });
  }

  firstUpdated() {
    this.#find("");
  }

  render() {
    return html`<label class="label" for="invite-query">${say("invite.people")}</label>
      <input class="input" id="invite-query" type="search" autocomplete="off" placeholder=${say("invite.people.example")}
        @input=${({ target }) => this.#find(target.value)} />
      ${this.#bringing.told}
      <ul class="people invite-people">${repeat(this.found ?? [], ({ id }) => id, (user) => this.#person(user))}</ul>
      ${this.link ? html`${once("invite-link", say("invite.link.made"), this.link)}
        <chat-qr .text=${this.link} label=${say("invite.qr")}></chat-qr>` : nothing}
      ${this.#form()}`;
  }

  #person(user) {
    const member = this.model.current.members.has(user.id);
    return html`<li class="person">
      ${avatar(user)}<span class="person-name">${user.name}</span>
      ${member ? html`<span class="person-note">${icon("check")}${say("invite.in")}</span>`
        : html`<button type="button" class="button" ?disabled=${this.#bringing.busy} aria-label=${say("invite.add.named", { name: user.name })}
          @click=${() => this.#bring(user)}>${say("invite.add")}</button>`}
    </li>`;
  }

  #form() {
    return html`<form class="panel-form" @submit=${this.#make}>
      <p class="label">${say("invite.link")}</p>
      <div class="pair">
        <label><span class="label label-quiet">${say("invite.days")}</span>
          <select class="input" name="days">${DAYS.map((days) => html`<option value=${days} ?selected=${days === 7}>${say("panel.days", { days })}</option>`)}</select></label>
        <label><span class="label label-quiet">${say("invite.uses")}</span>
          <select class="input" name="uses"><option value="">${say("invite.uses.any")}</option>
            ${USES.map((uses) => html`<option value=${uses}>${count(uses)}</option>`)}</select></label>
      </div>
      ${this.#making.told}
      <div class="panel-buttons"><button type="submit" class="button" ?disabled=${this.#making.busy}>${icon("link")}${say("invite.make")}</button></div>
    </form>`;
  }

  #bring(user) {
    this.#bringing.run(() => this.model.request({ do: "room.invite", room: this.model.current.id, users: [user.id] }));
  }

  async #make(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const wish = { days: Number(form.get("days")), uses: Number(form.get("uses")) || null };
    const command = { do: "room.invite", room: this.model.current.id, ...wish };
    const reply = await this.#making.run(() => this.model.request(command));
    if (!reply) return;
    this.link = new URL(`/join/${reply.invite}/`, location.href).href;
    await this.updateComplete;
    this.querySelector("#invite-link").select();
  }
}

customElements.define("chat-invite", Invite);
