/** Addresses at which other programs say something in the room. One is seen once, right after it was made. */

import { html, nothing } from "../../../vendor/lit.js";
import { date, moment, say } from "../../../lib/speech.js";
import { Part } from "../../part.js";
import { api } from "../api.js";
import { avatar } from "../avatar.js";
import { confirm } from "../confirm.js";
import { icon } from "../icons.js";
import { Attempt } from "./attempt.js";
import { once } from "./once.js";

class Webhooks extends Part {
  static properties = { ...Part.properties, webhooks: { state: true }, making: { state: true }, address: { state: true } };

  #attempt = new Attempt(this);
  #room;

  constructor() {
    super();
    Object.assign(this, { webhooks: [], making: false, address: "" });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#room = this.model.current.id; // the settings of another room are another element
    this.#attempt.run(() => this.#load());
  }

  render() {
    return html`<h3 class="panel-subtitle">${say("webhooks")}</h3>
      <p class="panel-about">${say("webhooks.about")}</p>
      ${this.address ? once("webhook-address", say("webhooks.address"), this.address) : nothing}
      ${this.webhooks.length ? html`<ul class="records">${this.webhooks.map((webhook) => this.#webhook(webhook))}</ul>` : nothing}
      ${this.#attempt.told}
      ${this.making ? this.#form() : html`<button type="button" class="button" @click=${this.#open}>${icon("plus")}${say("webhooks.add")}</button>`}`;
  }

  #webhook(webhook) {
    const { name, bot, created, used } = webhook;
    const facts = [
      say("webhooks.made", { day: date(new Date(created)) }),
      used ? say("record.used", { when: moment(new Date(used)) }) : say("record.unused"),
    ];
    return html`<li class="record">
      <p class="record-name">${avatar(bot)}${name}</p>
      <p class="record-facts">${facts.join(" · ")}</p>
      <button type="button" class="button button-quiet record-drop" aria-label=${say("webhooks.drop.named", { name })}
        ?disabled=${this.#attempt.busy} @click=${() => this.#drop(webhook)}>${say("webhooks.drop")}</button>
    </li>`;
  }

  #form() {
    return html`<form class="panel-form" @submit=${this.#make}>
      <label class="label" for="webhook-name">${say("webhooks.name")}</label>
      <input class="input" id="webhook-name" name="name" maxlength="80" autocomplete="off" required placeholder=${say("webhooks.name.example")} />
      <div class="panel-buttons">
        <button type="submit" class="button button-main" ?disabled=${this.#attempt.busy}>${say("webhooks.make")}</button>
        <button type="button" class="button button-quiet" @click=${() => (this.making = false)}>${say("cancel")}</button>
      </div>
    </form>`;
  }

  async #open() {
    Object.assign(this, { making: true, address: "" });
    await this.updateComplete;
    this.querySelector("#webhook-name").focus();
  }

  async #make(event) {
    event.preventDefault();
    const name = new FormData(event.target).get("name");
    const made = await this.#attempt.run(() => api.post(`/api/rooms/${this.#room}/webhooks`, { name }));
    if (!made) return;
    Object.assign(this, { address: made.url, making: false, webhooks: [...this.webhooks, made.webhook] });
    await this.updateComplete;
    this.querySelector("#webhook-address").select();
  }

  async #drop({ id, name }) {
    if (!(await confirm(say("webhooks.drop.sure", { name }), say("webhooks.drop")))) return;
    await this.#attempt.run(async () => {
      await api.delete(`/api/webhooks/${id}`);
      await this.#load();
    });
  }

  async #load() {
    this.webhooks = (await api.get(`/api/rooms/${this.#room}/webhooks`)).webhooks;
  }
}

customElements.define("chat-webhooks", Webhooks);
