/** A room of one's own: its title, what it is about, and who may come in. */

import { html } from "../../vendor/lit.js";
import { say } from "../../lib/speech.js";
import { Entry } from "./entry.js";
import { icon } from "./icons.js";

const KINDS = new Map([["public", "hash"], ["private", "lock"]]);

class Create extends Entry {
  render() {
    return html`<form class="new-form" @submit=${this.#make}>
      <div class="field">
        <label class="label" for="new-title">${say("new.title")}</label>
        <input class="input" id="new-title" name="title" maxlength="100" autocomplete="off" required />
      </div>
      <div class="field">
        <label class="label" for="new-topic">${say("new.topic")} <span class="label-note">${say("new.optional")}</span></label>
        <input class="input" id="new-topic" name="topic" maxlength="300" autocomplete="off" />
      </div>
      <fieldset class="options">
        <legend class="label">${say("new.kind")}</legend>
        ${[...KINDS].map(([kind, drawing]) => html`<label class="option">
          <input type="radio" name="kind" value=${kind} ?checked=${kind === "public"} />
          ${icon(drawing)}<span class="choice-words"><span class="choice-name">${say(`new.${kind}`)}</span>
          <span class="choice-note">${say(`new.${kind}.about`)}</span></span>
        </label>`)}
      </fieldset>
      ${this.troubles()}
      <div class="dialog-foot"><button type="submit" class="button button-main" ?disabled=${this.busy}>${say("new.create")}</button></div>
    </form>`;
  }

  #make(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const [title, topic] = [form.get("title").trim(), form.get("topic").trim()];
    this.enter(() => this.model.enter({ do: "room.create", kind: form.get("kind"), title, ...(topic && { topic }) }));
  }
}

customElements.define("chat-create", Create);
