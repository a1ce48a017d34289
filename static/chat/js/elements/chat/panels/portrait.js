/** One's own picture: chosen, seen as it will be, then sent; or taken away. */

import { html, nothing } from "../../../vendor/lit.js";
import { Refused } from "../../../lib/client.js";
import { say } from "../../../lib/speech.js";
import { Part } from "../../part.js";
import { api } from "../api.js";
import { avatar } from "../avatar.js";
import { icon } from "../icons.js";
import { Attempt } from "./attempt.js";

const SIDE = 512; // pixels: the server keeps fewer, phones have more

class Portrait extends Part {
  static properties = { ...Part.properties, chosen: { state: true } };

  #sending = new Attempt(this);

  constructor() {
    super();
    this.chosen = null; // a canvas with the middle of the picture that was chosen
  }

  render() {
    const { user } = this.model;
    return html`<div class="portrait">
        <div class="portrait-face">${this.chosen ?? avatar(user)}</div>
        <div class="panel-buttons">${this.chosen ? this.#decide() : this.#choose(user)}</div>
      </div>
      ${this.#sending.told}`;
  }

  #choose(user) {
    return html`<label class="button portrait-choose">${icon("camera")}${say(user.avatar ? "me.picture.another" : "me.picture.choose")}
        <input class="unseen" type="file" accept="image/*" @change=${this.#chosen} /></label>
      ${user.avatar ? html`<button type="button" class="button button-quiet" ?disabled=${this.#sending.busy}
        @click=${this.#drop}>${say("me.picture.drop")}</button>` : nothing}`;
  }

  #decide() {
    return html`<button type="button" class="button button-main" ?disabled=${this.#sending.busy} @click=${this.#send}>${say("me.picture.use")}</button>
      <button type="button" class="button button-quiet" @click=${() => (this.chosen = null)}>${say("cancel")}</button>`;
  }

  async #chosen({ target }) {
    const [file] = target.files;
    target.value = ""; // the same file may be chosen again
    if (file) this.chosen = await this.#sending.run(() => square(file));
    await this.updateComplete;
    this.querySelector(".button-main")?.focus();
  }

  async #send() {
    const picture = await new Promise((done) => this.chosen.toBlob(done, "image/webp", 0.9));
    if (await this.#sending.run(() => api.upload("/avatar/", picture))) this.chosen = null;
  }

  #drop() {
    this.#sending.run(() => api.delete("/avatar/"));
  }
}

/** The middle of a picture, drawn: the page's policy shows no picture that is not the site's own. */
async function square(file) {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Refused({ error: "bad_picture", text: say("me.picture.bad") });
  });
  const side = Math.min(picture.width, picture.height);
  const canvas = document.createElement("canvas");
  canvas.className = "avatar";
  canvas.width = canvas.height = Math.min(side, SIDE);
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
  canvas.getContext("2d").drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
  return canvas;
}

customElements.define("chat-portrait", Portrait);
