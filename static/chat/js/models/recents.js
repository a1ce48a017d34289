/** The emoji that somebody uses: the latest first, and the tone of skin they chose, kept on this device. */

const KEY = "emoji";
const KEPT = 27; // three rows of the picker

export class Recents {
  #storage;
  #kept = { signs: [], tone: "" };

  /** `storage` gives localStorage, or its like; a browser may refuse it, then this lasts as long as the page. */
  constructor(storage) {
    this.#storage = storage;
    try {
      Object.assign(this.#kept, JSON.parse(storage().getItem(KEY)));
    } catch {
      // Nothing kept, or nothing that can be read: as at first.
    }
  }

  get signs() {
    return this.#kept.signs;
  }

  get tone() {
    return this.#kept.tone;
  }

  set tone(tone) {
    this.#keep({ tone });
  }

  /** Somebody has used this sign. */
  use(sign) {
    this.#keep({ signs: [sign, ...this.signs.filter((other) => other !== sign)].slice(0, KEPT) });
  }

  #keep(change) {
    this.#kept = { ...this.#kept, ...change };
    try {
      this.#storage().setItem(KEY, JSON.stringify(this.#kept));
    } catch {
      // Full, or refused.
    }
  }
}
