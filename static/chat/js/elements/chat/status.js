/** One line while the connection is not there, and for what could not be done; else nothing. */

import { html, nothing } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import { icon } from "./icons.js";

const TICK = 1000; // milliseconds
const GAP = 1500; // of milliseconds without a connection that nobody needs to see
const GLANCE = 4000; // to notice a line, and for each of its letters
const LETTER = 60;
const SIGNED_OUT = new Set([4500, 4501]); // close codes: see docs/protocol.md
const OURS = 4000; // from here on they are the chat's own, and the server's words say what to do

class Status extends Part {
  static properties = { ...Part.properties, late: { state: true } };

  #gap = null;
  #clock = null;
  #reading = null;
  #read = ""; // the notice whose time runs

  constructor() {
    super();
    this.late = false; // whether the connection has been away for longer than a gap
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    const { state, notice } = this.model;
    this.#mind(state.name === "open" || state.name === "stopped");
    clearTimeout(this.#clock);
    if (state.name === "waiting") this.#clock = setTimeout(() => this.requestUpdate(), TICK);
    if (notice !== this.#read) this.#time(notice);
  }

  render() {
    const line = this.#line();
    return html`<div class="chat-status ${line ? `status-shown status-${line.tone}` : ""}" @pointerenter=${this.#hold} @focusin=${this.#hold}>
      ${line ? icon(line.icon) : nothing}
      <p class="status-text" role="status">${line?.text}</p>
      ${line?.more ?? nothing}
    </div>`;
  }

  #line() {
    const { state, notice, cause } = this.model;
    if (state.name === "stopped") return this.#stopped(state);
    if (this.late && state.name === "waiting") return this.#waiting(state);
    if (notice) return { tone: "notice", icon: "info", text: notice, more: html`${cause ? this.#way(cause) : nothing}${this.#dismiss()}` };
    if (this.late) return { tone: "away", icon: "refresh-cw", text: say("state.connecting") };
    return null;
  }

  /** Nothing comes by itself any more: either one signs in again, or one tries again. */
  #stopped({ text, code }) {
    const next = `/login/?next=${encodeURIComponent(location.pathname)}`;
    const signIn = html`<a class="button button-quiet" href=${next}>${say("state.sign-in")}</a>`;
    const more = SIGNED_OUT.has(code) ? signIn : this.#again();
    return { tone: "stopped", icon: "circle-alert", text: text || say("state.stopped"), more };
  }

  /** The seconds are for the eye: said aloud each time, they would be noise. */
  #waiting({ until, text, code }) {
    const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    const more = html`<span class="status-note" aria-hidden="true">${say("state.seconds", { seconds })}</span>${this.#again()}`;
    return { tone: "away", icon: "wifi-off", text: code >= OURS && text ? text : this.#unsent(), more };
  }

  #unsent() {
    const count = this.model.outbox.entries.filter(({ refusal }) => refusal === null).length;
    return count ? say("state.waits", { count }) : say("state.waiting");
  }

  #again() {
    const wake = () => this.model.wake();
    return html`<button type="button" class="button button-quiet" @click=${wake}>${say("state.now")}</button>`;
  }

  #way(cause) {
    const go = () => this.dispatchEvent(new CustomEvent("go", { bubbles: true, detail: cause }));
    return html`<button type="button" class="button button-quiet" @click=${go}>${say("thread.jump")}</button>`;
  }

  #dismiss() {
    const dismiss = () => this.model.dismiss();
    return html`<button type="button" class="icon-button" aria-label=${say("close")} @click=${dismiss}>${icon("x")}</button>`;
  }

  /** Whoever points at a notice has their own time for it. */
  #hold() {
    clearTimeout(this.#reading);
  }

  #mind(there) {
    if (there) {
      clearTimeout(this.#gap);
      this.#gap = null;
      this.late = false;
    } else {
      this.#gap ??= setTimeout(() => (this.late = true), GAP);
    }
  }

  #time(notice) {
    this.#read = notice;
    clearTimeout(this.#reading);
    if (notice) this.#reading = setTimeout(() => this.model.dismiss(), GLANCE + LETTER * notice.length);
  }
}

customElements.define("chat-status", Status);
