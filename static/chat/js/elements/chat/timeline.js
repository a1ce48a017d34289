/** What is said in the current room. It stays at the end while its reader is there. */

import { html, nothing, repeat } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Part } from "../part.js";
import { message, pending } from "./message.js";

const NEAR = 60; // pixels from the end that still count as reading the end

class Timeline extends Part {
  #atEnd = true;
  #room = null;

  render() {
    const { model } = this;
    const { timeline, id } = model.current;
    const waiting = model.outbox.of(id);
    return html`<div class="timeline" tabindex="0" aria-label=${say("timeline")} @scroll=${this.#onScroll}>
      ${timeline.older ? html`<button type="button" class="button button-quiet" @click=${this.#older}>${say("timeline.older")}</button>` : nothing}
      <ol class="messages" aria-live="polite">
        ${repeat(timeline.messages, ({ seq }) => seq, message)}
        ${repeat(waiting, ({ client_id: key }) => key, (entry) => this.#pending(entry))}
      </ol>
      ${timeline.messages.length + waiting.length ? nothing : html`<p class="room-empty">${say("timeline.empty")}</p>`}
      <p class="timeline-typing" aria-live="polite">${this.#writers()}</p>
    </div>`;
  }

  #writers() {
    const names = this.model.current.writers();
    return names.length ? say("typing", { names: names.join(", ") }) : nothing;
  }

  #pending(entry) {
    const { model } = this;
    const retry = () => model.outbox.retry(entry);
    const drop = () => model.outbox.remove(entry);
    return pending(entry, model.user.name, { retry, drop });
  }

  async #older() {
    const list = this.querySelector(".timeline");
    const below = list.scrollHeight - list.scrollTop;
    await this.model.older();
    await this.updateComplete;
    requestAnimationFrame(() => (list.scrollTop = list.scrollHeight - below));
  }

  #onScroll({ target }) {
    this.#atEnd = target.scrollHeight - target.scrollTop - target.clientHeight < NEAR;
    if (this.#atEnd) this.#seen();
  }

  updated() {
    const { current } = this.model;
    if (this.#room !== current) this.#atEnd = true;
    this.#room = current;
    if (!this.#atEnd) return;
    const list = this.querySelector(".timeline");
    list.scrollTop = list.scrollHeight;
    this.#seen();
  }

  #seen() {
    if (document.visibilityState === "visible") this.model.read();
  }
}

customElements.define("chat-timeline", Timeline);
