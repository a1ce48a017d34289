/** An element in the page's own tree, so that one set of stylesheets holds; it follows its model. */

import { LitElement } from "../vendor/lit.js";

const PAUSE = 20; // milliseconds: an echo that comes sooner is timed before the drawing, not after it

export class Part extends LitElement {
  static properties = { model: { attribute: false } };

  #waiting = null;

  #follow = () => {
    this.#waiting ??= setTimeout(() => {
      this.#waiting = null;
      this.requestUpdate();
    }, PAUSE);
  };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (!changed.has("model")) return;
    changed.get("model")?.removeEventListener("change", this.#follow);
    this.model?.addEventListener("change", this.#follow);
  }
}
