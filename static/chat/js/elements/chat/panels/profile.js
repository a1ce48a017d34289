/** The name that others see, and the username, which stays. */

import { html } from "../../../vendor/lit.js";
import { say } from "../../../lib/speech.js";
import { Part } from "../../part.js";
import { Attempt } from "./attempt.js";

class Profile extends Part {
  static properties = { ...Part.properties, saved: { state: true } };

  #saving = new Attempt(this);

  render() {
    const { user } = this.model;
    return html`<form class="panel-form" @submit=${this.#save} @input=${() => (this.saved = false)}>
      <label class="label" for="me-name">${say("me.name")}</label>
      <input class="input" id="me-name" name="name" maxlength="80" autocomplete="name" required .value=${user.name}
        aria-describedby="me-name-about" />
      <p class="panel-about" id="me-name-about">${say("me.name.about", { username: user.username })}</p>
      ${this.#saving.told}
      <div class="panel-buttons">
        <button type="submit" class="button" ?disabled=${this.#saving.busy}>${say("panel.save")}</button>
        <span class="panel-done" role="status">${this.saved ? say("panel.saved") : ""}</span>
      </div>
    </form>`;
  }

  async #save(event) {
    event.preventDefault();
    const name = new FormData(event.target).get("name");
    const reply = await this.#saving.run(() => this.model.request({ do: "profile.set", name }));
    this.saved = reply !== null;
  }
}

customElements.define("chat-profile", Profile);
