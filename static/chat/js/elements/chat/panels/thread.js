/** A message with all that answers it, while the room goes on. */

import { html, nothing, repeat } from "../../../vendor/lit.js";
import { say } from "../../../lib/speech.js";
import { asMessage } from "../../../models/grouping.js";
import { Thread } from "../../../models/thread.js";
import { Part } from "../../part.js";
import { icon } from "../icons.js";
import { message } from "../message.js";
import "./answer.js";
import { Attempt } from "./attempt.js";

class ThreadPanel extends Part {
  static properties = { ...Part.properties, options: { attribute: false } };

  #loading = null;
  #thread = null;

  /** It stays with its room when another one is looked at; but not with a history that began anew. */
  willUpdate(changed) {
    super.willUpdate(changed);
    const asked = changed.has("options") ? this.model.current : this.#thread?.room;
    if (changed.has("options") || this.#thread?.epoch !== asked?.timeline.epoch) {
      this.#thread = asked && new Thread(asked, this.options.seq);
      this.#loading = new Attempt(this);
      if (asked) this.#load();
    }
    this.#thread?.follow();
  }

  render() {
    const thread = this.#thread;
    if (!thread) return nothing;
    const { room, root, replies, more } = thread;
    const { model } = this;
    const context = { room, model, compact: true };
    const waiting = model.outbox.of(room.id).filter((entry) => entry.reply_to === thread.seq);
    const unheard = waiting.filter(({ client_id: id }) => !replies.some((reply) => reply.client_id === id));
    const told = [...replies, ...unheard.map((entry) => asMessage(entry, model.user))];
    return html`<div class="thread-root">${root ? message(root, context) : nothing}</div>
      <div class="panel-buttons thread-buttons">
        <button type="button" class="button button-quiet" @click=${this.#jump}>${icon("corner-up-left")}${say("thread.jump")}</button>
        <p class="panel-about" role="status">${this.#loading.busy ? say("thread.loading") : say("thread.count", { count: replies.length })}</p>
      </div>
      <div class="thread-replies">${repeat(told, ({ client_id: key }) => key, (reply) => message(reply, context))}</div>
      ${this.#loading.told}
      ${more || this.#loading.refusal ? html`<button type="button" class="button thread-more" ?disabled=${this.#loading.busy}
        @click=${this.#load}>${say(this.#loading.refusal ? "message.retry" : "thread.more")}</button>` : nothing}
      ${root && !root.deleted && !more ? html`<chat-answer .model=${model} .thread=${thread}></chat-answer>` : nothing}`;
  }

  #load() {
    const thread = this.#thread;
    this.#loading.run(() => thread.load((command) => this.model.request(command)));
  }

  #jump() {
    const { room, seq } = this.#thread;
    this.dispatchEvent(new CustomEvent("go", { bubbles: true, detail: { room: room.id, seq } }));
  }
}

customElements.define("chat-thread", ThreadPanel);
