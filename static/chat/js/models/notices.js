/** What who runs the site tells everybody, from its beginning to its end, unless it was read in this browser. */

const LONGEST = 86_400_000; // milliseconds of a timer: after a day it looks again

export class Notices {
  #store;
  #clock;
  #changed;
  #told = new Map(); // by id
  #read = null; // by id, the text that was dismissed; null until the browser has said
  #timer = null;

  /** `store`, `clock`: as in lib/; `changed`: called when something else is to be shown. */
  constructor({ store, clock, changed }) {
    this.#store = store;
    this.#clock = clock;
    this.#changed = changed;
  }

  /** What stands, or will, as a welcome tells it; what else this browser knows of is over. */
  async begin(notices) {
    this.#told = new Map(notices.map((notice) => [notice.id, notice]));
    if (this.#read === null) await this.#remember();
    for (const id of this.#read.keys()) if (!this.#told.has(id)) this.#forget(id);
    this.#look();
  }

  /** An event: it is told now, or otherwise, or no more. */
  hear({ id, notice = null }) {
    if (notice) this.#told.set(id, notice);
    else this.#told.delete(id);
    this.#look();
  }

  /** Those to show now, the latest first; one that says something else than what was dismissed is new. */
  get shown() {
    if (this.#read === null) return [];
    const now = this.#clock.now();
    const stands = ({ id, text, starts, ends = null }) =>
      Date.parse(starts) <= now && (ends === null || Date.parse(ends) > now) && this.#read.get(id) !== text;
    return [...this.#told.values()].filter(stands).sort((one, other) => other.id - one.id);
  }

  /** It is read, in this browser. */
  dismiss({ id, text }) {
    this.#read.set(id, text);
    this.#store.put(["notice", id], text);
    this.#changed();
  }

  async #remember() {
    const kept = await this.#store.all(["notice"]);
    this.#read = new Map(kept.map(([[, id], text]) => [id, text]));
  }

  #forget(id) {
    this.#read.delete(id);
    this.#store.remove(["notice", id]);
  }

  /** Shows what is to be shown, and looks again when the next begins or ends. */
  #look() {
    this.#changed();
    this.#clock.clearTimeout(this.#timer);
    const now = this.#clock.now();
    const times = [...this.#told.values()].flatMap(({ starts, ends = null }) => [starts, ends]);
    const next = times.map((time) => Date.parse(time)).filter((time) => time > now);
    if (next.length === 0) return;
    this.#timer = this.#clock.setTimeout(() => this.#look(), Math.min(Math.min(...next) - now, LONGEST));
  }
}
