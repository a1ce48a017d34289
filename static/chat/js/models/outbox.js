/** What somebody has said and nobody has yet confirmed. Kept until a reply says: on disk. */

import { Lost } from "../lib/client.js";

export class Outbox {
  #ask;
  #sending = false;
  entries = []; // { room, client_id, body, refusal: null or a text }

  /** `ask`: of the client. */
  constructor(ask) {
    this.#ask = ask;
  }

  add(room, body) {
    const entry = { room, client_id: crypto.randomUUID(), body, refusal: null };
    this.entries = [...this.entries, entry];
    return entry;
  }

  of(room) {
    return this.entries.filter((entry) => entry.room === room);
  }

  remove(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
  }

  retry(entry) {
    entry.refusal = null;
  }

  /** Sends what waits, one after the other; `changed` is called after each. Twice is harmless. */
  async send(changed) {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let entry; (entry = this.entries.find(({ refusal }) => refusal === null)); changed()) {
        await this.#post(entry);
      }
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
    } finally {
      this.#sending = false;
    }
  }

  async #post(entry) {
    const { room, client_id, body } = entry;
    try {
      await this.#ask({ do: "message.post", room, client_id, body });
      this.remove(entry);
    } catch (error) {
      if (error instanceof Lost) throw error;
      if (error.retryAfter !== null) await new Promise((done) => setTimeout(done, error.retryAfter * 1000));
      else entry.refusal = error.message;
    }
  }
}
