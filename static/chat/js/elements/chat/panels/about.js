/** What a room says of itself: to be read by its members, and changed by those who lead it. */

import { html, nothing } from "../../../vendor/lit.js";
import { say } from "../../../lib/speech.js";
import { Part } from "../../part.js";
import { icon } from "../icons.js";
import { Attempt } from "./attempt.js";

const DAYS = [1, 7, 30, 90, 365]; // that messages may be kept, as most want it
const KINDS = new Map([["public", "hash"], ["private", "lock"]]);

class About extends Part {
  static properties = { ...Part.properties, saved: { state: true } };

  #saving = new Attempt(this);

  render() {
    const room = this.model.current;
    if (!room) return nothing;
    return room.leads ? this.#form(room) : this.#facts(room);
  }

  #facts({ name, topic, kind, keep_days: days }) {
    return html`<h3 class="about-name">${icon(KINDS.get(kind))}${name}</h3>
      ${topic ? html`<p>${topic}</p>` : nothing}
      <p class="panel-about">${say(`room.kind.${kind}.about`)}</p>
      ${days ? html`<p class="panel-about">${say("room.kept.days", { days })}</p>` : nothing}`;
  }

  #form({ title, topic, kind, role, keep_days: days }) {
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
      ${role === "owner" ? this.#kept(days) : nothing}
      ${this.#saving.told}
      <div class="panel-buttons">
        <button type="submit" class="button button-main" ?disabled=${this.#saving.busy}>${say("panel.save")}</button>
        <span class="panel-done" role="status">${this.saved ? say("panel.saved") : ""}</span>
      </div>
    </form>`;
  }

  #kept(days) {
    const choices = [...new Set([...DAYS, ...(days ? [days] : [])])].sort((one, other) => one - other);
    return html`<div class="field">
      <label class="label" for="room-kept-field">${say("room.kept")}</label>
      <select class="input" id="room-kept-field" name="keep_days" aria-describedby="room-kept-about">
        <option value="" ?selected=${!days}>${say("room.kept.forever")}</option>
        ${choices.map((choice) => html`<option value=${choice} ?selected=${choice === days}>${say("panel.days", { days: choice })}</option>`)}
      </select>
      <p class="panel-about" id="room-kept-about">${say("room.kept.about")}</p>
    </div>`;
  }

  /** Only what was changed is said: somebody else may change the rest meanwhile. */
  async #save(event) {
    event.preventDefault();
    const room = this.model.current;
    const wishes = [...new FormData(event.target)].map(([name, value]) => [name, name === "keep_days" ? Number(value) || null : value.trim()]);
    const changed = wishes.filter(([name, value]) => value !== room[name]);
    const command = { do: "room.update", room: room.id, ...Object.fromEntries(changed) };
    const done = changed.length === 0 || (await this.#saving.run(() => this.model.request(command))) !== null;
    this.saved = done;
  }
}

customElements.define("chat-about", About);
