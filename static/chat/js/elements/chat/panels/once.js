/** A secret that is shown this once, to be copied. */

import { html } from "../../../vendor/lit.js";
import { say } from "../../../lib/speech.js";
import "../../copy.js";

export function once(id, label, secret) {
  return html`<div class="once">
    <label class="label" for=${id}>${label}</label>
    <div class="once-row">
      <input class="input input-code" id=${id} readonly .value=${secret} @focus=${({ target }) => target.select()} />
      <wss-copy .text=${() => secret} label=${say("copy")}></wss-copy>
    </div>
  </div>`;
}
