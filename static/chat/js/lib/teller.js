/** Tells its listeners what happens, as an EventTarget does; also where there is none, as in mini-programs. */

export class Teller {
  #listeners = new Map(); // by the name of an event

  addEventListener(type, listener) {
    if (!this.#listeners.has(type)) this.#listeners.set(type, new Set());
    this.#listeners.get(type).add(listener);
  }

  removeEventListener(type, listener) {
    this.#listeners.get(type)?.delete(listener);
  }

  tell(type, detail = null) {
    for (const listener of [...(this.#listeners.get(type) ?? [])]) listener({ type, detail });
  }
}
