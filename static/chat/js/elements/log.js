/** Every frame in both directions, as it came: time, way, kind, size, round trip. */

import { html, nothing, repeat } from "../vendor/lit.js";
import { hex, readable } from "../lib/bytes.js";
import { clock, duration, say, size } from "../lib/speech.js";
import "./copy.js";
import { icon } from "./icon.js";
import { Part } from "./part.js";

const SHOWN = 300; // characters of a long message; the copied log holds more
const COPIED = 4000;
const NEAR = 40; // pixels from the end that still count as reading the end

class Log extends Part {
  #atEnd = true;

  render() {
    const { entries } = this.model;
    const empty = entries.length === 0;
    return html`<section class="log" aria-labelledby="log-title">
      <div class="log-head">
        <h2 class="log-title" id="log-title">${say("log")}</h2>
        <wss-copy .text=${() => entries.map(lineOf).join("\n")} .label=${say("log.copy")} ?disabled=${empty}></wss-copy>
        <button type="button" class="button button-quiet" ?disabled=${empty} @click=${() => this.model.clear()}>
          ${say("log.clear")}
        </button>
      </div>
      <ol class="log-list" tabindex="0" aria-labelledby="log-title" @scroll=${this.#onScroll}>
        ${empty ? html`<li class="log-empty">${say("log.empty")}</li>` : nothing}
        ${repeat(entries, (entry) => entry.id, row)}
      </ol>
    </section>`;
  }

  #onScroll(event) {
    const list = event.target;
    this.#atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
  }

  updated() {
    const list = this.querySelector(".log-list");
    if (this.#atEnd) list.scrollTop = list.scrollHeight;
  }
}

function row(entry) {
  const way = wayOf(entry);
  return html`<li class="row row-${way}">
    <time class="row-time" datetime=${entry.at.toISOString()}>${clock(entry.at, true)}</time>
    <span class="row-way">${icon(way)}<span class="unseen">${say(`way.${way}`)}</span></span>
    <span class="row-body">${body(entry)}</span>
    <span class="row-facts">${factsOf(entry).map((fact) => html`<span>${fact}</span>`)}</span>
  </li>`;
}

function body(entry) {
  if (entry.kind === "open") return say("log.opened", { address: entry.text });
  if (entry.kind === "close") return endingOf(entry);
  const shown = entry.kind === "binary" ? hex(entry.data) : entry.data;
  const words = entry.kind === "binary" ? readable(entry.data) : null;
  if (entry.size === 0) return html`<em class="row-note">${say("frame.empty")}</em>`;
  return html`${entry.said ? html`<span class="row-said">${entry.said}</span>` : nothing}<code class="row-data"
      >${shown.length > SHOWN ? `${shown.slice(0, SHOWN)} …` : shown}</code>${words !== null && words.length <= 80
      ? html` <span class="row-note">${say("frame.quoted", { text: words })}</span>` : nothing}`;
}

function endingOf({ code, cause, text }) {
  if (code === null) return [say(`close.${cause}.name`), text].filter(Boolean).join(": ");
  return say("log.closed", { code }) + (text ? ` · ${text}` : "");
}

function factsOf(entry) {
  if (entry.kind === "open") return [duration(entry.took)];
  if (entry.kind === "close") return [say("kind.close")];
  const facts = [say(`kind.${entry.kind}`), size(entry.size)];
  return entry.roundTrip === null ? facts : [...facts, duration(entry.roundTrip)];
}

function wayOf(entry) {
  if (entry.sent === undefined) return entry.kind;
  return entry.sent ? "sent" : "received";
}

/** One line of the copied log, fit for an issue: time, way, kind, size, round trip, data. */
function lineOf(entry) {
  const signs = new Map([["sent", "→"], ["received", "←"], ["open", "●"], ["close", "○"]]);
  const data = entry.data === undefined ? (entry.text ?? "") : dataOf(entry);
  const code = entry.code ? `${entry.code} ` : "";
  const facts = factsOf(entry).join(" · ").replaceAll("\u00a0", " ");
  return `${clock(entry.at, true)} ${signs.get(wayOf(entry))} ${facts} | ${code}${data.slice(0, COPIED)}`.trimEnd();
}

function dataOf(entry) {
  return entry.kind === "binary" ? hex(entry.data, COPIED / 4) : entry.data;
}

customElements.define("wss-log", Log);
