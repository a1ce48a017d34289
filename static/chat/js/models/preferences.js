/** What somebody has chosen for this browser, its colours and its sounds: kept in it, told to nobody. */

export const THEMES = ["auto", "light", "dark"];

export class Preferences extends EventTarget {
  #storage;
  #chosen = new Map(); // where the storage keeps nothing, for as long as the page lasts

  /** `storage`: as localStorage, or null. */
  constructor(storage = null) {
    super();
    this.#storage = storage;
  }

  get theme() {
    const kept = this.#kept("theme");
    return THEMES.includes(kept) ? kept : "auto";
  }

  set theme(theme) {
    this.#keep("theme", theme);
  }

  /** Whether a message that rings is heard. */
  get sounds() {
    return this.#kept("sounds") !== "off";
  }

  set sounds(heard) {
    this.#keep("sounds", heard ? "on" : "off");
  }

  /** Another tab has chosen. */
  follow() {
    this.#chosen.clear();
    this.dispatchEvent(new Event("change"));
  }

  #kept(key) {
    return this.#chosen.get(key) ?? this.#storage?.getItem(key) ?? null;
  }

  #keep(key, value) {
    this.#chosen.set(key, value);
    try {
      this.#storage?.setItem(key, value);
    } catch {
      // Full, or forbidden: the choice holds until the page is left.
    }
    this.dispatchEvent(new Event("change"));
  }
}
