/** What a person is about to say in each of their rooms; the texts outlive the page. */

import { Draft } from "./draft.js";

export class Drafts {
  #store;
  #user = null;
  #all = new Map(); // by room

  /** `store`: as in lib/. */
  constructor(store) {
    this.#store = store;
  }

  /** From now on they are this person's; resolves with the texts that they left here before in their places. */
  async begin(user) {
    if (this.#user === user) return;
    this.#user = user;
    this.#all.clear();
    for (const [[, , room], body] of await this.#store.all([user, "draft"])) {
      if (this.#user !== user) return;
      const draft = this.of(room);
      draft.body = body + draft.body; // a slow browser was not waited for: what is written since comes behind
    }
  }

  /** The draft in a room, by its id. */
  of(room) {
    if (!this.#all.has(room)) this.#all.set(room, this.#make([this.#user, "draft", room]));
    return this.#all.get(room);
  }

  #make(key) {
    return new Draft("", (body) => (body ? this.#store.put(key, body) : this.#store.remove(key)));
  }
}
