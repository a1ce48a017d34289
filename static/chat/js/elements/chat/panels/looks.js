/** What this browser shows and lets hear: language, colours, sounds, and notes while nobody looks. */

import { html, nothing } from "../../../vendor/lit.js";
import { chime } from "../../../lib/chime.js";
import { say } from "../../../lib/speech.js";
import { THEMES } from "../../../models/preferences.js";
import { Part } from "../../part.js";
import { csrf } from "../api.js";
import { icon } from "../icons.js";
import { preferences } from "../preferences.js";
import "../push.js";

const LANGUAGES = new Map([["en", "English"], ["vi", "Tiếng Việt"], ["zh-hans", "简体中文"]]);
const MOMENT = 1000; // milliseconds, in which the sound is over
const SIGNS = new Map([["auto", "monitor"], ["light", "sun"], ["dark", "moon"]]);

class Looks extends Part {
  #follow = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    preferences.addEventListener("change", this.#follow);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    preferences.removeEventListener("change", this.#follow);
  }

  render() {
    return html`${this.#languages()}
      <fieldset>
        <legend class="label">${say("me.theme")}</legend>
        <div class="segments">${THEMES.map((theme) => this.#theme(theme))}</div>
      </fieldset>
      <div class="looks-sound">
        <label class="tick"><input type="checkbox" role="switch" .checked=${preferences.sounds}
          @change=${({ target }) => (preferences.sounds = target.checked)} /> <span>${say("me.sounds")}</span></label>
        <button type="button" class="button button-quiet" aria-label=${say("me.sounds.try.named")} @click=${this.#sound}>${icon("volume-2")}${say("me.sounds.try")}</button>
      </div>
      <chat-push></chat-push>`;
  }

  /** A form of Django's: it answers with this page in the other language. */
  #languages() {
    const spoken = document.documentElement.lang.toLowerCase();
    return html`<form action="/i18n/setlang/" method="post">
      <input type="hidden" name="csrfmiddlewaretoken" value=${csrf()} />
      <input type="hidden" name="next" value=${location.pathname} />
      <p class="label" id="me-language">${say("me.language")}</p>
      <div class="segments" role="group" aria-labelledby="me-language">
        ${[...LANGUAGES].map(([code, name]) => html`<button type="submit" class="segment" name="language" value=${code} lang=${code}
          aria-current=${code === spoken ? "true" : nothing}>${name}</button>`)}
      </div>
    </form>`;
  }

  #sound() {
    const context = new AudioContext();
    chime(context);
    setTimeout(() => context.close(), MOMENT);
  }

  #theme(theme) {
    return html`<label class="segment"><input type="radio" class="unseen" name="theme" value=${theme}
      .checked=${preferences.theme === theme} @change=${() => (preferences.theme = theme)} />${icon(SIGNS.get(theme))}${say(`me.theme.${theme}`)}</label>`;
  }
}

customElements.define("chat-looks", Looks);
