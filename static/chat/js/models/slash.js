/** What is written after a slash: text → a command with what it needs, or a mistake to be told. */

import { mayPin } from "./voice.js";

// `people`: names of people by @username; `text`: the rest; `leads`: for those who lead a room; `pins`: for those who may pin;
// "?": may be left out. Who leads a room mutes people with /mute, if it names one: `@ann 10m reason`; else it is about the bell.
export const COMMANDS = Object.freeze([
  { name: "shrug", takes: "text?" },
  { name: "msg", takes: "person text?" },
  { name: "join", takes: "text" },
  { name: "invite", takes: "people", room: true },
  { name: "topic", takes: "text?", room: true, leads: true },
  { name: "rename", takes: "text", room: true, leads: true },
  { name: "mute", takes: "mute?" },
  { name: "unmute", takes: "person?" },
  { name: "freeze", takes: "", room: true, leads: true },
  { name: "unfreeze", takes: "", room: true, leads: true },
  { name: "slow", takes: "seconds", room: true, leads: true },
  { name: "pin", takes: "", pins: true },
  { name: "leave", takes: "", room: true },
  { name: "away", takes: "" },
  { name: "busy", takes: "" },
  { name: "online", takes: "" },
  { name: "help", takes: "" },
]);

const BY_NAME = new Map(COMMANDS.map((command) => [command.name, command]));
const SHRUG = "¯\\\\\\_(ツ)\\_/¯"; // as Markdown wants it, to be shown as ¯\_(ツ)_/¯
const PERSON = /^@?(\S+)$/u;
const MUTE = /^@?(\S+)(?:\s+(\d{1,6})([smhd])(?!\S))?(?:\s+([^]*))?$/u;
const UNITS = new Map([["s", 1], ["m", 60], ["h", 3600], ["d", 86_400]]); // in seconds

/** Those that make sense in a room: a direct one has no title, no topic and no end. */
export function commandsIn(room) {
  const { kind, leads } = room;
  return COMMANDS.filter((each) => !(each.room && kind === "direct") && !(each.leads && !leads) && !(each.pins && !mayPin(room)));
}

/**
 * Null: it is no command, but a message. Else { name, … } or { mistake, … }: the key of a text and its places.
 * `//x` is the message "/x", and a path such as /usr/bin is no command.
 */
export function parse(body) {
  const found = body.trimStart().match(/^\/(\p{L}+)(?:\s+([^]*))?$/u);
  if (!found) return null;
  const [, name, rest = ""] = found;
  const command = BY_NAME.get(name.toLowerCase());
  if (!command) return { mistake: "slash.unknown", name };
  return { name: command.name, ...argumentsOf(command, rest.trim()) };
}

/** A message as it is to be posted: a doubled slash at its beginning was there to say that it is no command. */
export function plain(body) {
  return body.trimStart().startsWith("//") ? body.trimStart().slice(1) : body;
}

/** What /shrug says. */
export function shrug(text) {
  return text ? `${text} ${SHRUG}` : SHRUG;
}

function argumentsOf({ name, takes }, rest) {
  if (takes === "") return rest ? { mistake: "slash.nothing_after", name } : {};
  if (takes === "mute?") return rest ? muteOf(rest) : {};
  if (takes === "person?") return rest ? personOf(name, rest) : {};
  if (takes === "seconds") return secondsOf(name, rest);
  if (takes === "people") return peopleOf(name, rest);
  if (takes === "person text?") return personOf(name, rest);
  if (takes === "text" && !rest) return { mistake: "slash.text_missing", name };
  return { text: rest };
}

function peopleOf(name, rest) {
  const people = rest.split(/[\s,]+/u).map((word) => word.match(PERSON)?.[1]).filter(Boolean);
  return people.length ? { people } : { mistake: "slash.person_missing", name };
}

/** Without a time it is for as long as nobody lifts it. */
function muteOf(rest) {
  const [, person, number, unit, text = ""] = rest.match(MUTE);
  return { people: [person], seconds: number ? number * UNITS.get(unit) : null, text };
}

function secondsOf(name, rest) {
  return /^\d{1,5}$/u.test(rest) ? { seconds: Number(rest) } : { mistake: "slash.seconds_missing", name };
}

function personOf(name, rest) {
  const [, person, text = ""] = rest.match(/^@?(\S+)(?:\s+([^]*))?$/u) ?? [];
  return person ? { people: [person], text } : { mistake: "slash.person_missing", name };
}
