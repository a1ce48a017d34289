/** Access tokens: what programs show instead of a password. A secret is seen once, right after it was made. */

import { html, nothing } from "../../../vendor/lit.js";
import { date, moment, say } from "../../../lib/speech.js";
import { Part } from "../../part.js";
import { api } from "../api.js";
import { confirm } from "../confirm.js";
import { icon } from "../icons.js";
import { Attempt } from "./attempt.js";
import { once } from "./once.js";

const DAYS = [30, 90, 365];

class Tokens extends Part {
  static properties = { ...Part.properties, tokens: { state: true }, making: { state: true }, secret: { state: true } };

  #attempt = new Attempt(this);

  constructor() {
    super();
    Object.assign(this, { tokens: null, making: false, secret: "" });
  }

  firstUpdated() {
    this.#attempt.run(() => this.#load());
  }

  render() {
    return html`<h3 class="panel-subtitle">${say("tokens")}</h3>
      <p class="panel-about">${say("tokens.about")}</p>
      ${this.secret ? once("token-secret", say("tokens.secret"), this.secret) : nothing}
      ${this.tokens?.length ? html`<ul class="records">${this.tokens.map((token) => this.#token(token))}</ul>` : nothing}
      ${this.#attempt.told}
      ${this.making ? this.#form() : html`<button type="button" class="button" @click=${this.#open}>${icon("plus")}${say("tokens.add")}</button>`}`;
  }

  #token(token) {
    const { name, start, scopes, expires, used } = token;
    const facts = [
      say(scopes.includes("chat") ? "tokens.scope.chat" : "tokens.scope.read"),
      expires ? say("tokens.expires", { day: date(new Date(expires)) }) : say("tokens.endless"),
      used ? say("record.used", { when: moment(new Date(used)) }) : say("record.unused"),
    ];
    return html`<li class="record">
      <p class="record-name">${name} <code>${start}…</code></p>
      <p class="record-facts">${facts.join(" · ")}</p>
      <button type="button" class="button button-quiet record-drop" aria-label=${say("tokens.revoke.named", { name })}
        ?disabled=${this.#attempt.busy} @click=${() => this.#revoke(token)}>${say("tokens.revoke")}</button>
    </li>`;
  }

  #form() {
    return html`<form class="panel-form" @submit=${this.#make}>
      <label class="label" for="token-name">${say("tokens.name")}</label>
      <input class="input" id="token-name" name="name" maxlength="80" autocomplete="off" required placeholder=${say("tokens.name.example")} />
      <label class="label" for="token-scope">${say("tokens.scope")}</label>
      <select class="input" id="token-scope" name="scope">
        <option value="chat">${say("tokens.scope.chat")}</option>
        <option value="read">${say("tokens.scope.read")}</option>
      </select>
      <label class="label" for="token-days">${say("tokens.days")}</label>
      <select class="input" id="token-days" name="days">
        ${DAYS.map((days) => html`<option value=${days} ?selected=${days === 90}>${say("panel.days", { days })}</option>`)}
        <option value="">${say("tokens.endless")}</option>
      </select>
      <div class="panel-buttons">
        <button type="submit" class="button button-main" ?disabled=${this.#attempt.busy}>${say("tokens.make")}</button>
        <button type="button" class="button button-quiet" @click=${() => (this.making = false)}>${say("cancel")}</button>
      </div>
    </form>`;
  }

  async #open() {
    Object.assign(this, { making: true, secret: "" });
    await this.updateComplete;
    this.querySelector("#token-name").focus();
  }

  async #make(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const wish = { name: form.get("name"), scopes: [form.get("scope")], days: Number(form.get("days")) || null };
    const made = await this.#attempt.run(() => api.post("/api/tokens", wish));
    if (!made) return;
    Object.assign(this, { secret: made.secret, making: false, tokens: [made.token, ...(this.tokens ?? [])] });
    await this.updateComplete;
    this.querySelector("#token-secret").select();
  }

  async #revoke({ id, name }) {
    if (!(await confirm(say("tokens.revoke.sure", { name }), say("tokens.revoke")))) return;
    await this.#attempt.run(async () => {
      await api.delete(`/api/tokens/${id}`);
      await this.#load();
    });
  }

  async #load() {
    this.tokens = (await api.get("/api/tokens")).tokens;
  }
}

customElements.define("chat-tokens", Tokens);
