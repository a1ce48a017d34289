/** The links into a room that still let people in, as far as one may know of them; each can be ended. */

import { html, nothing } from "../../../vendor/lit.js";
import { count, date, say } from "../../../lib/speech.js";
import { Part } from "../../part.js";
import { confirm } from "../confirm.js";
import { Attempt } from "./attempt.js";

class Links extends Part {
  static properties = { ...Part.properties, links: { state: true } };

  #attempt = new Attempt(this);
  #room;

  constructor() {
    super();
    this.links = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#room = this.model.current.id; // the settings of another room are another element
    this.#attempt.run(() => this.#load());
  }

  render() {
    if (!this.links.length) return this.#attempt.told;
    return html`<h3 class="panel-subtitle">${say("links")}</h3>
      <p class="panel-about">${say("links.about")}</p>
      <ul class="records">${this.links.map((link) => this.#link(link))}</ul>
      ${this.#attempt.told}`;
  }

  #link(link) {
    const { by, created, expires, uses = 0, most_uses: most } = link;
    const day = date(new Date(created));
    const used = most ? say("links.uses.of", { uses: count(uses), most: count(most) }) : say("links.uses", { uses: count(uses) });
    const facts = [used, expires ? say("links.until", { day: date(new Date(expires)) }) : say("tokens.endless")];
    return html`<li class="record">
      <p class="record-name">${by ? say("links.by", { name: by.name, day }) : day}</p>
      <p class="record-facts">${facts.join(" · ")}</p>
      <button type="button" class="button button-quiet record-drop" aria-label=${say("links.revoke.named", { day })}
        ?disabled=${this.#attempt.busy} @click=${() => this.#revoke(link)}>${say("links.revoke")}</button>
    </li>`;
  }

  async #revoke({ id }) {
    if (!(await confirm(say("links.revoke.sure"), say("links.revoke")))) return;
    await this.#attempt.run(async () => {
      await this.model.request({ do: "invite.revoke", room: this.#room, invite: id });
      await this.#load();
    });
  }

  async #load() {
    this.links = (await this.model.request({ do: "invite.list", room: this.#room })).invites;
  }
}

customElements.define("chat-links", Links);
