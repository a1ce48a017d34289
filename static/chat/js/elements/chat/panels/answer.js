/** Where one answers in a thread. Enter sends; what was not sent stays with its thread while the page lasts. */

import { html, keyed, live } from "../../../vendor/lit.js";
import { say } from "../../../lib/speech.js";
import { silence } from "../../../models/voice.js";
import { Part } from "../../part.js";
import { byTouch, isComposing } from "../field.js";
import { icon } from "../icons.js";
import { silenced } from "../silence.js";

const unsent = new WeakMap(); // of a room: the texts, by the message that they answer

class Answer extends Part {
  static properties = { ...Part.properties, thread: { attribute: false } };

  render() {
    const { room, seq } = this.thread;
    const quiet = silence(room);
    if (quiet) return silenced(quiet);
    const body = this.#texts.get(seq) ?? "";
    return html`<form class="answer" @submit=${this.#send}>
      <label class="unseen" for="answer">${say("thread.answer")}</label>
      ${keyed(`${room.id} ${seq}`, html`<textarea class="answer-body" id="answer" rows="1" dir="auto" autocomplete="off" placeholder=${say("thread.answer")}
        maxlength=${this.model.limits.body} .value=${live(body)} @input=${this.#input} @keydown=${this.#key}></textarea>`)}
      <button type="submit" class="icon-button" aria-label=${say("writer.send")} title=${say("writer.send")} ?disabled=${!body.trim()}>${icon("send-horizontal")}</button>
    </form>`;
  }

  get #texts() {
    const { room } = this.thread;
    if (!unsent.has(room)) unsent.set(room, new Map());
    return unsent.get(room);
  }

  #input({ target }) {
    this.#texts.set(this.thread.seq, target.value);
    this.requestUpdate();
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event) || byTouch()) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  }

  #send(event) {
    event.preventDefault();
    const { room, seq } = this.thread;
    const body = this.#texts.get(seq) ?? "";
    if (!body.trim()) return;
    this.#texts.delete(seq);
    this.model.say({ room, body, replyTo: seq });
    this.requestUpdate();
  }
}

customElements.define("chat-answer", Answer);
