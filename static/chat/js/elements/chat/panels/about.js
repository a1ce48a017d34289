/** What a room says of itself: to be read by its members, and changed by those who lead it. */

import { html, nothing } from "../../../vendor/lit.js";
import { say } from "../../../lib/speech.js";
import { Part } from "../../part.js";
import { icon } from "../icons.js";
import { Attempt } from "./attempt.js";

const KINDS = new Map([["public", "hash"], ["private", "lock"]]);

class About extends Part {
  static properties = { ...Part.properties, saved: { state: true } };

  #saving = new Attempt(this);

  render() {
    const room = this.model.current;
    if (!room) return nothing;
    return room.leads ? this.#form(room) : this.#facts(room);
  }

  #facts({ name, topic, kind }) {
    return html`<h3 class="about-name">${icon(KINDS.get(kind))}${name}</h3>
      ${topic ? html`<p>${topic}</p>` : nothing}
      <p class="panel-about">${say(`room.kind.${kind}.about`)}</p>`;
  }

  #form({ title, topic, kind }) {
    return html`<form class="panel-form" @submit=${this.#save} @input=${() => (this.saved = false)}>
      <div class="field">
        <label class="label" for="room-title-field">${say("room.title")}</label>
        <input class="input" id="room-title-field" name="title" maxlength="100" autocomplete="off" required .value=${title} />
      </div>
      <div class="field">
        <label class="label" for="room-topic-field">${say("room.topic")}</label>
        <textarea class="input about-topic" id="room-topic-field" name="topic" maxlength="300" rows="2" .value=${topic}></textarea>
      </div>
      <fieldset class="options">
        <legend class="label">${say("room.kind")}</legend>
        ${[...KINDS.keys()].map((name) => html`<label class="option"><input type="radio" name="kind" value=${name} .checked=${kind === name} />
          ${icon(KINDS.get(name))}<span>${say(`room.kind.${name}`)}<small>${say(`room.kind.${name}.about`)}</small></span></label>`)}
      </fieldset>
      ${this.#saving.told}
      <div class="panel-buttons">
        <button type="submit" class="button button-main" ?disabled=${this.#saving.busy}>${say("panel.save")}</button>
        <span class="panel-done" role="status">${this.saved ? say("panel.saved") : ""}</span>
      </div>
    </form>`;
  }

  /** Only what was changed is said: somebody else may change the rest meanwhile. */
  async #save(event) {
    event.preventDefault();
    const room = this.model.current;
    const wishes = [...new FormData(event.target)].map(([name, value]) => [name, value.trim()]);
    const changed = wishes.filter(([name, value]) => value !== room[name]);
    const command = { do: "room.update", room: room.id, ...Object.fromEntries(changed) };
    const done = changed.length === 0 || (await this.#saving.run(() => this.model.request(command))) !== null;
    this.saved = done;
  }
}

customElements.define("chat-about", About);
