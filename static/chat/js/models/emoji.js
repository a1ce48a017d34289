/** The emoji that can be picked: by group, by name, in tones of skin. Their list is loaded when first needed. */

import { fold } from "../lib/fold.js";

export const TONES = Object.freeze(["", "🏻", "🏼", "🏽", "🏾", "🏿"]);

let asked = null;

/** The one Emoji of the page; rejects when the list could not be loaded, and tries again next time. */
export function emoji() {
  asked ??= import("../lib/emoji.js").then(({ GROUPS }) => new Emoji(GROUPS));
  asked.catch(() => (asked = null));
  return asked;
}

export class Emoji {
  groups; // [{ name, list: [{ sign, names, toned }] }]
  #all;

  constructor(groups) {
    this.groups = groups.map(([name, lines]) => ({ name, list: lines.split("\n").map(read) }));
    this.#all = this.groups.flatMap(({ list }) => list);
  }

  /** Those that a query names, the closest first: whole names, then beginnings, words inside, anything. */
  search(query, limit = 64) {
    const wanted = fold(query).trim().replace(/^:|:$/g, "").replace(/[\s-]+/g, "_");
    if (!wanted) return [];
    const found = this.#all.map((one) => ({ one, ...rankOf(one.names, wanted) })).filter(({ rank }) => rank < NEVER);
    found.sort((a, b) => a.rank - b.rank || a.length - b.length);
    return found.slice(0, limit).map(({ one }) => one);
  }

  /** Those with these signs, in this order; a tone counts as its plain sign. */
  among(signs) {
    const bySign = new Map(this.#all.map((one) => [one.sign, one]));
    return signs.map((sign) => bySign.get(sign)).filter(Boolean);
  }
}

/** A sign in a tone of skin; the tone takes the place of the mark that asks for colour. */
export function toned({ sign, toned: can }, tone) {
  if (!can || !tone) return sign;
  const [first, ...rest] = sign;
  return first + tone + rest.join("").replace(/^\ufe0f/, "");
}

const NEVER = 4;

function read(line) {
  const [sign, ...names] = line.split(" ");
  return { sign: sign.replace("*", ""), names, toned: sign.endsWith("*") };
}

/** How close the closest name is, and how long: of two that begin alike the shorter one is closer. */
function rankOf(names, wanted) {
  let [rank, length] = [NEVER, 0];
  for (const name of names) {
    const found = closeness(name, wanted);
    if (found < rank || (found === rank && name.length < length)) [rank, length] = [found, name.length];
  }
  return { rank, length };
}

function closeness(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(`_${wanted}`)) return 2;
  return name.includes(wanted) ? 3 : NEVER;
}
