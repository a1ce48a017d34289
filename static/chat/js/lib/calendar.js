/** Days, times and lists of names in the page's language. What makes them is made once: it is slow to make. */

import { spoken } from "./speech.js";

const DAY = 24 * 60 * 60 * 1000; // milliseconds
const makers = new Map();

/** "14:03". */
export function hour(time) {
  return maker("hour", Intl.DateTimeFormat, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(time);
}

/** "Friday 27 November 2026 at 14:03". */
export function whole(time) {
  return maker("whole", Intl.DateTimeFormat, { dateStyle: "full", timeStyle: "short", hourCycle: "h23" }).format(time);
}

/** "Today", "Yesterday", "Friday, 27 November", and of another year with it. */
export function day(time, now = new Date()) {
  const ago = Math.round((midnight(now) - midnight(time)) / DAY);
  if (ago === 0 || ago === 1) return capital(maker("ago", Intl.RelativeTimeFormat, { numeric: "auto" }).format(-ago, "day"));
  const parts = { weekday: "long", day: "numeric", month: "long" };
  if (time.getFullYear() === now.getFullYear()) return capital(maker("day", Intl.DateTimeFormat, parts).format(time));
  return capital(maker("date", Intl.DateTimeFormat, { ...parts, year: "numeric" }).format(time));
}

const UNITS = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]]; // in seconds

/** How long: "30 seconds", "10 minutes", in the greatest unit of which it is a whole number. */
export function span(seconds) {
  const [unit, size] = UNITS.find(([, size]) => seconds % size === 0);
  return maker(`span ${unit}`, Intl.NumberFormat, { style: "unit", unit, unitDisplay: "long" }).format(seconds / size);
}

/** "Anna, Tom and Linh". */
export function together(names) {
  return maker("names", Intl.ListFormat, { type: "conjunction" }).format(names);
}

function maker(name, Kind, options) {
  const key = `${spoken()} ${name}`;
  if (!makers.has(key)) makers.set(key, new Kind(spoken(), options));
  return makers.get(key);
}

function midnight(time) {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}

function capital(text) {
  return text.charAt(0).toLocaleUpperCase(spoken()) + text.slice(1);
}
