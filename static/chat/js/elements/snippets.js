/** The same walk elsewhere: the tutorial's snippet, a mini-program, Python, the shell. Tabs, each with Copy. */

import { html, nothing } from "../vendor/lit.js";
import { paint } from "../lib/paint.js";
import { say, sayAll } from "../lib/speech.js";
import { addressOf, methodsOf } from "../models/address.js";
import { consoleSnippet, pythonSnippet, shellSnippet, wechatSnippet } from "../models/snippets.js";
import "./copy.js";
import { Part } from "./part.js";
import { rich } from "./rich.js";

const TABS = ["console", "wechat", "python", "shell"];
const STEPS = new Map([["ArrowRight", 1], ["ArrowLeft", -1], ["Home", -TABS.length], ["End", TABS.length]]);

class Snippets extends Part {
  static properties = {
    site: { attribute: false },
    tab: { state: true },
    method: { state: true },
  };

  constructor() {
    super();
    this.tab = "console";
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("site")) this.method = this.site.port ? "port" : "path";
  }

  render() {
    const code = this.#code();
    const values = { address: addressOf("wss", this.site), host: this.site.host };
    return html`<div class="tabs" role="tablist" aria-label=${say("snippets")} @keydown=${this.#onKey}>
        ${TABS.map((tab) => this.#tab(tab))}
      </div>
      <div class="snippet" role="tabpanel" id="snippet" aria-labelledby="tab-${this.tab}">
        <div class="snippet-head">
          ${this.tab === "console" ? this.#methods() : html`<span class="snippet-fill"></span>`}
          <wss-copy .text=${() => code} .label=${say("snippet.copy")}></wss-copy>
        </div>
        <pre class="code" tabindex="0" aria-label=${say("snippet.code")}><code>${paint(code).map(
          ([kind, text]) => (kind === "plain" ? text : html`<span class="code-${kind}">${text}</span>`),
        )}</code></pre>
        <ul class="snippet-notes">
          ${this.#notes().map((note) => html`<li>${rich(note, values)}</li>`)}
        </ul>
      </div>`;
  }

  #tab(tab) {
    const chosen = tab === this.tab;
    return html`<button type="button" role="tab" class="tab" id="tab-${tab}" aria-selected=${chosen}
      aria-controls=${chosen ? "snippet" : nothing} tabindex=${chosen ? 0 : -1} @click=${() => (this.tab = tab)}
    >${say(`tab.${tab}`)}</button>`;
  }

  #methods() {
    return html`<fieldset class="methods">
      <legend class="unseen">${say("method")}</legend>
      ${["port", "path"].map((method) => html`<label class="tick">
        <input type="radio" name="method" .checked=${this.method === method} @change=${() => (this.method = method)} />
        <span>${say(`method.${method}`)}</span></label>`)}
    </fieldset>`;
  }

  #code() {
    const address = addressOf("wss", this.site);
    if (this.tab === "wechat") return wechatSnippet(address, words("opened", "received", "closed"));
    if (this.tab === "python") return pythonSnippet(address);
    if (this.tab === "shell") return shellSnippet(address, words("node", "chain"));
    const comment = say(`snippet.comment.${this.method}`);
    const there = methodsOf(this.site)[this.method];
    return consoleSnippet(there, { comment, ...words("opened", "sent", "received") }, this.method === "path");
  }

  #notes() {
    const notes = sayAll(`notes.${this.tab}`);
    if (this.tab !== "console" || (this.method === "port") === Boolean(this.site.port)) return notes;
    return [...notes, say(`notes.console.${this.method}`)];
  }

  #onKey(event) {
    const step = STEPS.get(event.key);
    if (step === undefined) return;
    event.preventDefault();
    const at = TABS.indexOf(this.tab) + step;
    const last = TABS.length - 1;
    this.tab = TABS[Math.abs(step) === 1 ? (at + TABS.length) % TABS.length : Math.min(Math.max(at, 0), last)];
    this.updateComplete.then(() => this.querySelector(`#tab-${this.tab}`).focus());
  }
}

function words(...names) {
  return Object.fromEntries(names.map((name) => [name, say(`snippet.${name}`)]));
}

customElements.define("wss-snippets", Snippets);
