/** What is written after a slash: text → a command with what it needs, or a mistake to be told. */

// `people`: names of people by @username; `text`: the rest; `leads`: for those who lead a room; "?": may be left out.
export const COMMANDS = Object.freeze([
  { name: "shrug", takes: "text?" },
  { name: "msg", takes: "person text?" },
  { name: "join", takes: "text" },
  { name: "invite", takes: "people", room: true },
  { name: "topic", takes: "text?", room: true, leads: true },
  { name: "rename", takes: "text", room: true, leads: true },
  { name: "mute", takes: "" },
  { name: "unmute", takes: "" },
  { name: "leave", takes: "", room: true },
  { name: "away", takes: "" },
  { name: "busy", takes: "" },
  { name: "online", takes: "" },
  { name: "help", takes: "" },
]);

const BY_NAME = new Map(COMMANDS.map((command) => [command.name, command]));
const SHRUG = "¯\\\\\\_(ツ)\\_/¯"; // as Markdown wants it, to be shown as ¯\_(ツ)_/¯
const PERSON = /^@?(\S+)$/u;

/** Those that make sense in a room: a direct one has no title, no topic and no end. */
export function commandsIn(room) {
  return COMMANDS.filter(({ room: wanted, leads }) => !(wanted && room.kind === "direct") && !(leads && !room.leads));
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
  if (takes === "people") return peopleOf(name, rest);
  if (takes === "person text?") return personOf(name, rest);
  if (takes === "text" && !rest) return { mistake: "slash.text_missing", name };
  return { text: rest };
}

function peopleOf(name, rest) {
  const people = rest.split(/[\s,]+/u).map((word) => word.match(PERSON)?.[1]).filter(Boolean);
  return people.length ? { people } : { mistake: "slash.person_missing", name };
}

function personOf(name, rest) {
  const [, person, text = ""] = rest.match(/^@?(\S+)(?:\s+([^]*))?$/u) ?? [];
  return person ? { people: [person], text } : { mistake: "slash.person_missing", name };
}
