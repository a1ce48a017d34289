/** The language of the page: one set of texts, chosen by which locale module the page loads. */

let language = "en";
let texts = Object.freeze({});

/** Makes `spoken` the page's texts; gives them back frozen. */
export function speak(code, spoken) {
  language = code;
  texts = Object.freeze(spoken);
  return texts;
}

/** The code of the page's language, as Intl takes it. */
export function spoken() {
  return language;
}

/** The text of a key with its {places} filled; the key itself where a text is missing. */
export function say(key, values = {}) {
  return fill(texts[key] ?? key, values);
}

/** A text that is a list of lines, each filled like `say`. */
export function sayAll(key, values = {}) {
  return (texts[key] ?? []).map((line) => fill(line, values));
}

export function knows(key) {
  return Object.hasOwn(texts, key);
}

export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** 0.84 → "0.8 ms", 21034 → "21 s": engineers write ms and s in every language. */
export function duration(milliseconds) {
  if (milliseconds >= 1000) return `${number(milliseconds / 1000, milliseconds < 10_000 ? 1 : 0)}\u00a0s`;
  return `${number(milliseconds, milliseconds < 10 ? 1 : 0)}\u00a0ms`;
}

export function size(bytes) {
  if (bytes < 1024) return `${number(bytes, 0)}\u00a0B`;
  if (bytes < 1024 * 1024) return `${number(bytes / 1024, 1)}\u00a0KiB`;
  return `${number(bytes / 1024 / 1024, 1)}\u00a0MiB`;
}

/** "14:03:22", with `precise` "14:03:22.481". */
export function clock(time, precise = false) {
  const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
  if (precise) options.fractionalSecondDigits = 3;
  return new Intl.DateTimeFormat(language, options).format(time);
}

/** When something was said: "14:03" of today, "26 Nov, 14:03" of another day. */
export function moment(time, now = new Date()) {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  if (time.toDateString() !== now.toDateString()) Object.assign(options, { day: "numeric", month: "short" });
  return new Intl.DateTimeFormat(language, options).format(time);
}

/** "27 Nov 2026". */
export function date(time) {
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" }).format(time);
}

/** A count as people write it: "1,204". */
export function count(value) {
  return number(value, 0);
}

function number(value, digits) {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}
