/** The test bench: dial, readout, frames and message box around one session. */

import { html } from "../vendor/lit.js";
import "./composer.js";
import "./dial.js";
import "./log.js";
import { Part } from "./part.js";
import "./readout.js";

class Bench extends Part {
  static properties = { ...Part.properties, site: { attribute: false } };

  /** The address in the dial, for the checks. */
  get address() {
    return this.querySelector("wss-dial").address;
  }

  render() {
    const { model, site } = this;
    return html`<wss-dial .model=${model} .site=${site} @dial=${this.#dial} @hang-up=${() => model.disconnect()}></wss-dial>
      <wss-readout .model=${model} .host=${site.host}></wss-readout>
      <wss-composer .model=${model} @say=${(event) => model.send(event.detail.message)}></wss-composer>
      <wss-log .model=${model}></wss-log>`;
  }

  #dial({ detail: { address } }) {
    this.model.connect(address, this.querySelector("wss-composer").greeting);
  }
}

customElements.define("wss-bench", Bench);
