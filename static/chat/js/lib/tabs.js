/** The other tabs of this site: one does something at a time, and all hear of it. Without them, nobody. */

export class Tabs {
  #locks;
  #channel;

  /** `locks`: a LockManager; `channel`: a BroadcastChannel; each may be missing. */
  constructor({ locks = null, channel = null } = {}) {
    this.#locks = locks;
    this.#channel = channel;
  }

  /** What `call` gives, which runs while no other tab runs one of this name. */
  alone(name, call) {
    return this.#locks ? this.#locks.request(name, call) : call();
  }

  tell(word) {
    this.#channel?.postMessage(word);
  }

  /** `hear` is told what other tabs tell. */
  listen(hear) {
    if (this.#channel) this.#channel.onmessage = ({ data }) => hear(data);
  }
}
