/** The list of open sockets: sorted by its columns, each with the way to close it. */

import { LitElement, html, nothing, repeat } from "../../vendor/lit.js";
import "./closing.js";
import { row } from "./row.js";
import { Units } from "./units.js";

const COLUMNS = [
  ["person", "username"], ["rooms", null], ["address", "address"], ["encryption", null],
  ["waiting", "buffered"], ["sent", "sent"], ["received", "received"], ["since", "since"],
];

class LiveSockets extends LitElement {
  static properties = { model: { attribute: false }, words: { attribute: false }, about: { attribute: false } };

  #units = new Units(document.documentElement.lang);

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.model.addEventListener("change", () => this.requestUpdate());
  }

  render() {
    const { answer, trouble } = this.model;
    return html`<div class="live-state" role="status">${trouble ? this.#trouble(trouble) : nothing}</div>
      ${answer ? [this.#sums(answer), this.#table(answer)] : nothing}
      <live-closing .model=${this.model} .words=${this.words}></live-closing>`;
  }

  #trouble(name) {
    const way = name === "out" ? html` <a href="">${this.words.sign_in}</a>` : nothing;
    return html`<p class="live-trouble">${this.words[name]}${way}</p>`;
  }

  #sums({ processes, silent, alone, fitting, sockets }) {
    const { words } = this;
    const total = processes.reduce((sum, [, count]) => sum + count, 0);
    const more = { shown: this.#units.number(sockets.length), fitting: this.#units.number(fitting) };
    return html`<p class="live-sums">
        <strong>${fill(words.total, { total: this.#units.number(total) })}</strong>
        ${nodes(processes).map(([node, count]) => html`<span>${node}: ${this.#units.number(count)}</span>`)}
        ${fitting < total ? html`<span>${fill(words.found, { count: this.#units.number(fitting) })}</span>` : nothing}
        <span class="live-quiet">${fill(words.updated, { time: this.#units.clock(this.model.at) })}</span>
      </p>
      ${alone ? html`<p class="live-trouble">${words.alone}</p>` : nothing}
      ${silent.length ? html`<p class="live-trouble">${fill(words.silent, { names: silent.join(", ") })}</p>` : nothing}
      ${fitting > sockets.length ? html`<p class="live-quiet">${fill(words.more, more)}</p>` : nothing}`;
  }

  #table({ sockets, processes }) {
    const { about, words } = this;
    if (!sockets.length) {
      const isEmpty = processes.every(([, count]) => !count);
      return html`<p class="live-none">${isEmpty ? words.none : words.none_fit}</p>`;
    }
    const close = about.may_close ? (socket) => this.querySelector("live-closing").ask(socket) : null;
    return html`<div class="live-frame" tabindex="0" role="region" aria-label=${words.list}>
      <table class="live-table">
        <thead><tr>${COLUMNS.map((column) => this.#heading(column))}${close ? html`<td></td>` : nothing}</tr></thead>
        <tbody>${repeat(sockets, nameOf, (socket) => row(socket, { words, about, close, units: this.#units }))}</tbody>
      </table>
    </div>`;
  }

  #heading([name, sort]) {
    const { model, words } = this;
    if (!sort) return html`<th scope="col">${words[name]}</th>`;
    const order = model.sort !== sort ? nothing : model.falling ? "descending" : "ascending";
    return html`<th scope="col" aria-sort=${order}>
      <button type="button" class="live-sort" @click=${() => model.order(sort)}>${words[name]}</button>
    </th>`;
  }
}

/** A row stays that of its socket, wherever it moves: nobody closes the wrong one. */
function nameOf({ process, number }) {
  return `${process}/${number}`;
}

/** How many sockets each node has, whatever its processes. */
function nodes(processes) {
  const sums = new Map();
  for (const [name, count] of processes) {
    const node = name.split("/")[0];
    sums.set(node, (sums.get(node) ?? 0) + count);
  }
  return [...sums];
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

customElements.define("live-sockets", LiveSockets);
