/** Says to a screen reader what others have just said, without the log being read again. */

import { html } from "../../vendor/lit.js";
import { glance } from "../../lib/glance.js";
import { say } from "../../lib/speech.js";
import { Arrivals } from "../../models/arrivals.js";
import { Part } from "../part.js";

const PAUSE = 1000; // milliseconds: several that come together are said together

class Herald extends Part {
  static properties = { ...Part.properties, words: { state: true } };

  #arrivals = new Arrivals();
  #fresh = [];
  #clock = null;

  render() {
    return html`<p class="unseen" role="status">${this.words ?? ""}</p>`;
  }

  updated() {
    const { current: room, user } = this.model;
    if (!room) return;
    this.#fresh.push(...this.#arrivals.take(room, room.timeline.messages, user.id));
    if (this.#fresh.length) this.#clock ??= setTimeout(() => this.#say(), PAUSE);
  }

  #say() {
    const [first, ...more] = this.#fresh;
    this.words = more.length ? say("timeline.arrived", { count: more.length + 1 }) : wordsOf(first);
    this.#fresh = [];
    this.#clock = null;
  }
}

function wordsOf({ author, body, attachments = [] }) {
  const words = glance(body ?? "", 300) || attachments.map(({ name }) => name).join(", ");
  return say("message.said", { name: author?.name ?? say("author.gone"), words });
}

customElements.define("chat-herald", Herald);
