/** Where to: a door or any address, and the one button that connects. Tells its parent by `dial` and `hang-up`. */

import { html, live, nothing } from "../vendor/lit.js";
import { say } from "../lib/speech.js";
import { DOORS, addressOf, doorOf } from "../models/address.js";
import { Part } from "./part.js";

class Dial extends Part {
  static properties = {
    ...Part.properties,
    site: { attribute: false },
    door: { state: true },
    room: { state: true },
    address: { state: true },
  };

  willUpdate(changed) {
    super.willUpdate(changed);
    if (!changed.has("site")) return;
    this.door = "wss";
    this.room = "lobby";
    this.address = addressOf(this.door, this.site);
  }

  render() {
    const closed = this.model.state === "closed";
    return html`<form class="dial" @submit=${this.#dial} novalidate>
      <fieldset class="doors" ?disabled=${!closed}>
        <legend class="label">${say("dial.door")}</legend>
        <div class="doors-row">${DOORS.map((door) => this.#option(door))}</div>
      </fieldset>
      <p class="dial-about" id="door-about">${say(`door.${this.door ?? "free"}.about`)}</p>
      ${this.door === "broadcast" ? this.#roomField(closed) : nothing}
      <div class="dial-line">
        <div class="field dial-address">
          <label class="label" for="address">${say("dial.address")}</label>
          <input
            class="input input-code" id="address" name="address" type="text" inputmode="url"
            autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="go"
            .value=${live(this.address)} ?readonly=${!closed} @input=${this.#retype} />
        </div>
        ${this.#button(closed)}
      </div>
    </form>`;
  }

  #option(door) {
    return html`<label class="door">
      <input type="radio" name="door" value=${door} aria-describedby="door-about"
        .checked=${live(this.door === door)} @change=${() => this.#choose(door)} />
      <span class="door-face"><span class="door-name">${say(`door.${door}`)}</span
        ><code class="door-path">${say(`door.${door}.path`)}</code></span>
    </label>`;
  }

  #roomField(closed) {
    return html`<div class="field">
      <label class="label" for="room">${say("dial.room")}</label>
      <input class="input" id="room" name="room" type="text" maxlength="80" autocomplete="off"
        autocapitalize="none" spellcheck="false" .value=${live(this.room)} ?readonly=${!closed}
        @input=${(event) => this.#rename(event.target.value)} />
    </div>`;
  }

  /** One button for both ways, so that it keeps its focus and its place. */
  #button(closed) {
    return html`<button
      type=${closed ? "submit" : "button"} class="button dial-button ${closed ? "button-main" : ""}"
      @click=${closed ? null : this.#hangUp}
    >${say(closed ? "dial.connect" : "dial.disconnect")}</button>`;
  }

  #choose(door) {
    this.door = door;
    this.address = addressOf(door, this.site, this.room);
  }

  #rename(room) {
    this.room = room;
    this.address = addressOf("broadcast", this.site, room.trim() || "lobby");
  }

  #retype(event) {
    this.address = event.target.value.trim();
    this.door = doorOf(this.address, this.site, this.room);
  }

  #dial(event) {
    event.preventDefault();
    if (this.model.state !== "closed") return;
    this.dispatchEvent(new CustomEvent("dial", { detail: { address: this.address } }));
  }

  #hangUp() {
    this.dispatchEvent(new CustomEvent("hang-up"));
  }
}

customElements.define("wss-dial", Dial);
