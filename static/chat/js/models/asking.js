/** What asks the server, says in words what could not be done, and tells once when something has changed. */

import { Lost } from "../lib/client.js";
import { say } from "../lib/speech.js";

export class Asking extends EventTarget {
  #client;
  #soon;
  #isTold = false; // that something has changed
  notice = ""; // what could not be done, in words
  cause = null; // where the message is that the notice is about, as the detail of `go`

  /** `soon`: runs a call when the page can be drawn anew; whatever happens before that is one change. */
  constructor(client, soon) {
    super();
    this.#client = client;
    this.#soon = soon;
  }

  /** The connection: see the client's. */
  get state() {
    return this.#client.state;
  }

  /** Connects at once, whatever was waited for. */
  wake() {
    this.#client.start();
  }

  /** Something is different: whoever shows it is told, soon. */
  changed() {
    if (this.#isTold) return;
    this.#isTold = true;
    this.#soon(() => {
      this.#isTold = false;
      this.dispatchEvent(new Event("change"));
    });
  }

  /** Shows what could not be done, until it is dismissed; or what has happened at a message, and the way there. */
  complain(text, cause = null) {
    Object.assign(this, { notice: text, cause });
    this.changed();
  }

  dismiss() {
    if (this.notice) this.complain("");
  }

  /**
   * The reply; rejects with Refused or Lost: for those who tell it where they asked. A page is shown, and used, before
   * it is connected: that is waited for.
   */
  async request(command) {
    while (this.state.name === "connecting") await this.#connected();
    return this.#client.ask(command);
  }

  /** The reply, or null where it was refused or the connection is gone: the notice says so. */
  ask(command) {
    return this.#told(this.request(command), () => this.complain(say("lost")));
  }

  /** The same for what will be asked again by itself: nothing is waited for, a lost connection is nothing to tell. */
  try(command) {
    return this.#told(this.#client.ask(command), () => {});
  }

  /** Resolves once the connection is there, or could not be made. */
  #connected() {
    return new Promise((done) => {
      const hear = ({ detail }) => {
        if (detail.name === "connecting") return;
        this.#client.removeEventListener("state", hear);
        done();
      };
      this.#client.addEventListener("state", hear);
    });
  }

  async #told(reply, lost) {
    try {
      return await reply;
    } catch (error) {
      if (error instanceof Lost) lost();
      else this.complain(error.message);
      return null;
    }
  }
}
