/** A client's connection to a Site, as good or as bad as a test wants it. */

import { Lost } from "../../static/chat/js/lib/client.js";
import { Teller } from "../../static/chat/js/lib/teller.js";
import { settled } from "./time.js";

export class Connection extends Teller {
  #site;
  #inbox = []; // commands that the server has not taken yet
  #waiting = new Set();
  state = { name: "stopped" };
  asked = [];

  constructor(site) {
    super();
    this.#site = site;
  }

  ask(command) {
    if (this.state.name !== "open") return Promise.reject(new Lost());
    this.asked.push(command);
    return new Promise((resolve, reject) => {
      const question = { command, resolve, reject };
      this.#waiting.add(question);
      this.#inbox.push(question);
    });
  }

  opens() {
    this.state = { name: "open" };
    this.tell("welcome", this.#site.welcome);
  }

  cut() {
    this.state = { name: "waiting" };
    this.#inbox = [];
    this.#site.wire = [];
    for (const { reject } of this.#waiting) reject(new Lost());
    this.#waiting.clear();
  }

  /** The server takes the next command. */
  take() {
    const question = this.#inbox.shift();
    if (question) this.#site.wire.push({ question, reply: structuredClone(this.#site.obey(question.command)) });
  }

  /** The client hears what comes next; `lost` events it does not, `twice` it hears again. */
  hear({ lost = false, twice = false } = {}) {
    const said = this.#site.wire.shift();
    if (!said) return;
    const { question, reply, event } = said;
    if (question) this.#answer(question, reply);
    else if (!lost) this.tell("event", event);
    if (twice && event) this.tell("event", event);
  }

  /** Until nothing is on its way. */
  async drain() {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await settled();
      while (this.#inbox.length || this.#site.wire.length) {
        quiet = 0;
        this.take();
        this.hear();
        await settled();
      }
    }
  }

  #answer(question, reply) {
    this.#waiting.delete(question);
    question.resolve(reply);
  }
}
