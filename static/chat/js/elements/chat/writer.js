/** Where one writes. Enter sends, Shift+Enter makes a new line; what was not sent stays with its room. */

import { html, keyed, live, nothing } from "../../vendor/lit.js";
import { span } from "../../lib/calendar.js";
import { say } from "../../lib/speech.js";
import { silence } from "../../models/voice.js";
import { Part } from "../part.js";
import "./completion.js";
import { pastedFiles, tellFiles } from "./drop.js";
import { byTouch, insert, isComposing } from "./field.js";
import { take } from "./files.js";
import { continueList, formatByKey, pasteLink } from "./formatting.js";
import { icon } from "./icons.js";
import { intent } from "./intent.js";
import { pick } from "./pick.js";
import { atEnd, silenced } from "./silence.js";
import { submit } from "./submit.js";
import { tools } from "./tools.js";
import { uploads } from "./uploads.js";

const ROWS = 12; // at most, where the style sheet cannot let the field grow by itself

class Writer extends Part {
  #meant = null; // the message that is answered or edited
  #room = null;
  #focused = false; // before it was drawn anew
  #clock = null; // until one may write again

  render() {
    const { model } = this;
    const { draft, name, slow, leads } = model.current;
    const quiet = silence(model.current);
    clearTimeout(this.#clock);
    this.#clock = atEnd(quiet, () => this.requestUpdate());
    if (quiet) return html`<div class="writer">${silenced(quiet)}</div>`;
    return html`<form class="writer" @submit=${this.#submit} @files=${this.#take} @keydown=${this.#escape}>
      <chat-drop .model=${model}></chat-drop>
      ${draft.trouble ? html`<p class="writer-trouble" role="alert">${icon("circle-alert")} <span>${draft.trouble}</span></p>` : nothing}
      ${slow && !leads ? html`<p class="writer-slow">${icon("clock")} ${say("writer.slow", { time: span(slow) })}</p>` : nothing}
      <div class="writer-box">
        ${intent(draft, this.#cancel)}
        ${draft.editing ? nothing : uploads(draft.uploads)}
        <chat-completion .model=${model}></chat-completion>
        <label class="unseen" for="body">${say("writer", { room: name })}</label>
        ${keyed(model.current, this.#area(model.current))}
        ${tools(draft, model.limits, { chosen: this.#chosen, emoji: this.#emoji, field: () => this.#field })}
      </div>
    </form>`;
  }

  #area({ name, draft }) {
    return html`<textarea class="writer-body" id="body" name="body" rows=${Math.min(ROWS, draft.text.split("\n").length)}
      autocomplete="off" dir="auto" enterkeyhint=${byTouch() ? "enter" : "send"} placeholder=${say("writer", { room: name })}
      aria-autocomplete="list" aria-controls="completion" .value=${live(draft.text)}
      @input=${this.#input} @keydown=${this.#key} @keyup=${this.#follow} @click=${this.#follow} @blur=${this.#leave} @paste=${this.#paste}></textarea>`;
  }

  get #field() {
    return this.querySelector("textarea");
  }

  get #completion() {
    return this.querySelector("chat-completion");
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    this.#focused = this.#field !== null && document.activeElement === this.#field;
  }

  /** A reply or an edit that was begun elsewhere is written here; who writes goes on writing in the next room. */
  updated() {
    const { current } = this.model;
    const { replyTo, editing } = current.draft;
    const meant = editing ?? replyTo;
    const moved = this.#room !== current;
    const begun = !moved && meant && meant !== this.#meant;
    this.#room = current;
    this.#meant = meant;
    if (begun || (moved && this.#focused)) this.#field?.focus();
    if (begun && editing) this.#field?.setSelectionRange(editing.body.length, editing.body.length);
  }

  #input = ({ target }) => {
    const { draft } = this.model.current;
    draft.text = target.value;
    draft.trouble = "";
    this.#follow();
    this.requestUpdate();
    if (!draft.editing && target.value.trim() && !target.value.startsWith("/")) this.model.typing();
  };

  #follow = () => this.#completion.follow(this.#field);

  #leave = () => this.#completion.close();

  #key = (event) => {
    if (isComposing(event)) return;
    if (this.#completion.key(event) || formatByKey(event)) return;
    if (event.key === "Enter" && (event.shiftKey || byTouch())) continueList(event);
    else if (event.key === "Enter") {
      event.preventDefault();
      this.querySelector("form").requestSubmit();
    } else if (event.key === "ArrowUp" && !event.target.value) this.#editLast(event);
  };

  #editLast(event) {
    const { current, user } = this.model;
    const mine = current.timeline.messages.findLast(({ author, deleted }) => author?.id === user.id && !deleted);
    if (!mine) return;
    event.preventDefault();
    current.draft.edit(mine);
    this.model.changed();
  }

  /** Esc means the reply or the edit, before it means anything of the page around. */
  #escape = (event) => {
    if (event.key !== "Escape" || isComposing(event) || !this.#meant) return;
    event.preventDefault();
    event.stopPropagation();
    this.#cancel();
  };

  #cancel = () => {
    this.model.current.draft.cancel();
    this.model.changed();
    this.#field.focus();
  };

  #submit = (event) => {
    event.preventDefault();
    this.#completion.close();
    submit(this, this.model.current);
  };

  #emoji = async (button) => {
    const sign = await pick(button);
    if (sign) insert(this.#field, sign);
  };

  #paste = (event) => {
    const files = pastedFiles(event.clipboardData);
    if (!files.length) return pasteLink(event);
    event.preventDefault();
    if (!this.model.current.draft.editing) tellFiles(event.target, files);
  };

  #chosen = (files) => {
    tellFiles(this.#field, files);
    this.#field.focus();
  };

  #take = ({ detail }) => {
    take(detail.files, this.model.current, this.model);
    this.model.changed();
  };
}

customElements.define("chat-writer", Writer);
