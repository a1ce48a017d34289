/** The checks that a browser can make, with verdicts and cures, for the address in the dial. */

import { html, nothing } from "../vendor/lit.js";
import { duration, say, size } from "../lib/speech.js";
import { factsOf } from "../models/address.js";
import { CHECKS } from "../models/checks.js";
import { icon } from "./icon.js";
import { Part } from "./part.js";
import { rich } from "./rich.js";

const FORMS = new Map([["took", duration], ["size", size]]);

class ChecksList extends Part {
  static properties = {
    ...Part.properties,
    addressNow: { attribute: false },
    address: { state: true },
  };

  render() {
    return html`<ol class="checks">${CHECKS.map((id) => this.#row(this.model.results.get(id)))}</ol>
      <div class="checks-foot">
        <button type="button" class="button" aria-disabled=${this.model.running} @click=${this.#run}>
          ${say(this.model.running ? "checks.running" : "checks.run")}
        </button>
        <p class="checks-sum" role="status">${this.#sum()}</p>
      </div>`;
  }

  #row({ id, verdict, seen, values, cure }) {
    return html`<li class="check check-${verdict}">
      <span class="check-sign">${icon(verdict)}</span>
      <div class="check-words">
        <span class="check-name">${say(`check.${id}`)}</span>
        ${verdict === "waiting" ? nothing : html`<span class="check-verdict">${say(`verdict.${verdict}`)}</span>`}
        ${seen ? html`<p class="check-seen">${rich(say(`seen.${seen}`), written(values))}</p>` : nothing}
        ${cure ? html`<p class="check-cure">${rich(say(cure), factsOf(this.address) ?? {})}</p>` : nothing}
      </div>
    </li>`;
  }

  #sum() {
    const { model } = this;
    if (model.running || !this.address) return "";
    const [ok, warning, fault] = ["ok", "warning", "fault"].map((verdict) => model.count(verdict));
    if (fault) return say("checks.fault", { fault, warning });
    return warning ? say("checks.warning", { ok, warning }) : say("checks.ok", { ok });
  }

  #run() {
    if (this.model.running) return;
    this.address = this.addressNow();
    this.model.run(this.address);
  }
}

/** The numbers of a result in the reader's language. */
function written(values = {}) {
  const pairs = Object.entries(values).map(([name, value]) => [name, FORMS.get(name)?.(value) ?? value]);
  return Object.fromEntries(pairs);
}

customElements.define("wss-checks", ChecksList);
