/** At the foot of the side: who one is, how one is seen, and the ways out. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import { avatar } from "./avatar.js";
import { icon } from "./icons.js";
import "./menu.js";

const STATUSES = ["online", "away", "busy"];
const AWAY = new Set(["waiting", "stopped"]); // states of the connection in which nobody sees this person

class Account extends Part {
  static properties = { ...Part.properties, staff: { type: Boolean } };

  render() {
    const { user, status, state } = this.model;
    if (!user) return nothing;
    const seen = AWAY.has(state.name) ? "offline" : status;
    const face = html`${avatar(user, seen)}
      <span class="account-words"><span class="account-name">${user.name}</span>
      <span class="account-status">${say(`status.${seen}`)}</span></span>${icon("ellipsis")}`;
    return html`<chat-menu class="account menu-up" kind="account-button" .label=${say("account", { name: user.name })}
      .face=${face} .items=${this.#items(status)}></chat-menu>`;
  }

  #items(status) {
    return [
      ...STATUSES.map((name) => ({
        word: say(`status.${name}`),
        sign: html`<span class="presence presence-${name}"></span>`,
        checked: name === status,
        act: () => this.model.setStatus(name),
      })),
      null,
      { word: say("account.settings"), icon: "settings", act: () => this.#tell("show", { panel: "me" }) },
      { word: say("account.keys"), icon: "keyboard", act: () => this.#tell("ask", { dialog: "keys" }) },
      { word: say("account.test"), icon: "circle-question-mark", href: "/test/" },
      ...(this.staff ? [{ word: say("account.admin"), icon: "shield", href: "/admin/" }] : []),
      null,
      { word: say("account.out"), icon: "log-out", form: "sign-out" },
    ];
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
}

customElements.define("chat-account", Account);
