/** The switch for pushes to this browser, and why it cannot be turned, where it cannot. */

import { html, LitElement, live, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { app } from "./app.js";

const SWITCHED = new Set(["on", "off"]);

class PushSwitch extends LitElement {
  #follow = () => this.requestUpdate();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    app.push?.addEventListener("change", this.#follow);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    app.push?.removeEventListener("change", this.#follow);
  }

  render() {
    if (!app.push || app.push.state === "unknown") return nothing;
    const { state, busy, refusal } = app.push;
    return html`<label class="tick"><input type="checkbox" role="switch" .checked=${live((state === "on") !== busy)}
        ?disabled=${busy || !SWITCHED.has(state)} aria-describedby="push-note" @change=${this.#turn} />
        <span>${say("push.switch")}</span></label>
      <p class="panel-about" id="push-note" role="status">${refusal || say(`push.${state}`)}</p>`;
  }

  #turn({ target }) {
    if (target.checked) app.push.turnOn();
    else app.push.turnOff();
  }
}

customElements.define("chat-push", PushSwitch);
