/** Something asked of the server in a form: busy until it is answered, then done, or refused in words. */

import { html, nothing } from "../../../vendor/lit.js";
import { Lost, Refused } from "../../../lib/client.js";
import { say } from "../../../lib/speech.js";

export class Attempt {
  #host;
  busy = false;
  refusal = "";

  /** `host`: the element that shows it. */
  constructor(host) {
    this.#host = host;
  }

  /** What `work` resolves with, or null where it was refused. One at a time. */
  async run(work) {
    if (this.busy) return null;
    Object.assign(this, { busy: true, refusal: "" });
    this.#host.requestUpdate();
    try {
      return await work();
    } catch (error) {
      this.refusal = words(error);
      return null;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }

  /** Why it was not done, beside what was asked; nothing while there is nothing to say. */
  get told() {
    return this.refusal ? html`<p class="panel-refusal" role="alert">${this.refusal}</p>` : nothing;
  }
}

/** Why something could not be done, for people. */
export function words(error) {
  if (error instanceof Refused) return error.message;
  if (error instanceof Lost) return say("lost");
  throw error;
}
