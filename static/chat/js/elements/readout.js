/** What is going on, in one glance: the wire between page and server, and one sentence. Frames run along the wire. */

import { html, nothing } from "../vendor/lit.js";
import { readable } from "../lib/bytes.js";
import { clock, duration, knows, say, size } from "../lib/speech.js";
import { factsOf } from "../models/address.js";
import { icon } from "./icon.js";
import { Part } from "./part.js";
import { rich } from "./rich.js";

const RUN = { duration: 420, easing: "cubic-bezier(.4, 0, .2, 1)" };

class Readout extends Part {
  static properties = { ...Part.properties, host: {} };

  #seen = 0;

  render() {
    const { state, address, closing } = this.model;
    const tone = state === "closed" ? (closing?.tone ?? "idle") : state;
    return html`<div class="readout readout-${tone}">
      <div class="wire" aria-hidden="true">
        <span class="wire-end">${icon("page")}<span class="wire-page">${say("wire.page")}</span></span>
        <span class="wire-line"><span class="wire-pulse"></span></span>
        <span class="wire-end">${icon("server")}<span class="wire-host"
          >${factsOf(address)?.host ?? this.host}</span></span>
      </div>
      <div class="readout-words" role="status">
        <p class="readout-state">${this.#state()}</p>
        <p class="readout-title">${this.#title()}</p>
        ${this.#about()}
      </div>
      ${closing?.causes.length ? this.#causes() : nothing}
    </div>`;
  }

  #state() {
    const { state, since, handshake, closing } = this.model;
    if (state !== "open") {
      const code = state === "closed" && closing?.code;
      return code ? say("state.ended", { code }) : say(`state.${state}`);
    }
    return say("state.open", { since: clock(since), took: duration(handshake) });
  }

  #title() {
    const { state, echo, closing } = this.model;
    if (state === "closed") return closing ? say(`close.${closing.text}.name`) : say("readout.closed");
    if (state !== "open" || !echo) return say(`readout.${state}`);
    return say("readout.echo", { text: nameOf(echo), took: duration(echo.roundTrip) });
  }

  #about() {
    const { state, closing, refusal, echo } = this.model;
    if (state === "closed" && closing) return this.#ending(closing, refusal);
    if (refusal) return html`<p class="readout-about">${quote(refusal)}</p>`;
    const what = echo ? "echo" : state;
    return html`<p class="readout-about">${say(`readout.${what}.about`)}</p>`;
  }

  #ending({ text, reason, took }, refusal) {
    const said = refusal ?? reason;
    const cure = `close.${text}.cure`;
    return html`<p class="readout-about">${rich(say(`close.${text}.means`), { took: duration(took) })}</p>
      ${said ? html`<p class="readout-about">${quote(said)}</p>` : nothing}
      ${knows(cure) ? html`<p class="readout-about">${rich(say(cure), this.#places())}</p>` : nothing}`;
  }

  #causes() {
    const causes = this.model.closing.causes.map((cause) => rich(say(`cause.${cause}`), this.#places()));
    return html`<p class="label" id="causes">${say("causes")}</p>
      <ol class="causes" aria-labelledby="causes">${causes.map((cause) => html`<li>${cause}</li>`)}</ol>`;
  }

  #places() {
    return factsOf(this.model.address) ?? {};
  }

  updated() {
    const newest = this.model.entries.at(-1);
    if (!newest || newest.id === this.#seen) return;
    this.#seen = newest.id;
    if (newest.sent !== undefined) this.#run(newest.sent);
  }

  #run(sent) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const way = [{ insetInlineStart: "0%", opacity: 0 }, { opacity: 1, offset: 0.2 }, { opacity: 1, offset: 0.8 },
      { insetInlineStart: "100%", opacity: 0 }];
    this.querySelector(".wire-pulse").animate(way, { ...RUN, direction: sent ? "normal" : "reverse" });
  }
}

function quote(words) {
  return html`<span class="said">${say("said")}</span> <q class="said-words">${words}</q>`;
}

function nameOf({ data, size: bytes }) {
  const text = readable(data);
  if (text === "") return say("frame.empty");
  return text !== null && bytes <= 40 ? say("frame.quoted", { text }) : size(bytes);
}

customElements.define("wss-readout", Readout);
