/** Numbers, sizes and times as the reader writes them. */

const STEPS = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];
const SIZES = ["B", "kB", "MB", "GB", "TB"];

export class Units {
  #language;

  constructor(language) {
    this.#language = language || "en";
  }

  number(value) {
    return new Intl.NumberFormat(this.#language).format(value);
  }

  /** 1536 → "1.5 kB"; a dash for what nobody knows. */
  size(bytes) {
    if (bytes === null) return "–";
    let step = 0;
    let value = bytes;
    for (; value >= 1000 && step < SIZES.length - 1; step += 1) value /= 1000;
    const digits = value < 10 && step ? 1 : 0;
    const told = new Intl.NumberFormat(this.#language, { maximumFractionDigits: digits }).format(value);
    return `${told}\u00a0${SIZES[step]}`;
  }

  /** For how long, in its two largest units: "2 hr 5 min". */
  span(seconds) {
    const first = STEPS.findIndex(([, size]) => seconds >= size);
    if (first < 0) return this.#in("second", 0);
    let rest = seconds;
    const parts = STEPS.slice(first, first + 2).map(([unit, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return count ? this.#in(unit, count) : "";
    });
    return parts.filter(Boolean).join(" ");
  }

  clock(time) {
    return new Intl.DateTimeFormat(this.#language, { timeStyle: "medium" }).format(time);
  }

  moment(time) {
    return new Intl.DateTimeFormat(this.#language, { dateStyle: "medium", timeStyle: "medium" }).format(time);
  }

  #in(unit, value) {
    return new Intl.NumberFormat(this.#language, { style: "unit", unit, unitDisplay: "short" }).format(value);
  }
}
