/** Markdown around a selection, put there or taken away: what to replace, and what to select then. */

const MARKS = new Map([["bold", "**"], ["italic", "_"], ["code", "`"]]);
const PREFIXES = new Map([["quote", "> "], ["list", "- "]]);
const FENCE = "```";
const ADDRESS = "https://";
const WHOLE = /^https?:\/\/\S+$/; // an address and nothing else
const ITEM = /^(\s*(?:[-*+]|>|(\d{1,3})[.)]) )(.*)$/; // a line of a list or a quote

/** { start, end, text, from, to }: put `text` for start…end, and select from…to of what is there then. */
export function format(kind, body, start, end) {
  if (kind === "link") return link(body, start, end);
  if (PREFIXES.has(kind)) return lines(PREFIXES.get(kind), body, start, end);
  if (kind === "code" && body.slice(start, end).includes("\n")) return fence(body, start, end);
  return wrap(MARKS.get(kind), body, ...within(body, start, end));
}

/** An address that is pasted over words becomes their link; null: it is only a text. */
export function linked(body, start, end, pasted) {
  const [from, to] = within(body, start, end);
  const words = body.slice(from, to);
  if (!words.trim() || /[\n\]]/.test(words) || WHOLE.test(words) || !WHOLE.test(pasted.trim())) return null;
  const text = `[${words}](${pasted.trim()})`;
  return change(from, to, text, text.length, text.length);
}

/** A new line at the caret in a list or a quote: the next item; from an empty one, out of it. Null: a line as any. */
export function nextLine(body, caret) {
  const start = body.lastIndexOf("\n", caret - 1) + 1;
  const [, prefix, number, rest] = body.slice(start, caret).match(ITEM) ?? [];
  if (!prefix) return null;
  if (!rest.trim()) return change(start, caret, "", 0, 0);
  const text = `\n${number ? prefix.replace(number, Number(number) + 1) : prefix}`;
  return change(caret, caret, text, text.length, text.length);
}

/** The selection without the blanks at its ends: `** so **` would not be bold. */
function within(body, start, end) {
  const chosen = body.slice(start, end);
  if (!chosen.trim()) return [start, end];
  return [start + chosen.length - chosen.trimStart().length, end - chosen.length + chosen.trimEnd().length];
}

function wrap(mark, body, start, end) {
  const { length } = mark;
  const chosen = body.slice(start, end);
  if (body.slice(0, start).endsWith(mark) && body.slice(end).startsWith(mark)) {
    return change(start - length, end + length, chosen, 0, chosen.length);
  }
  if (chosen.length >= 2 * length && chosen.startsWith(mark) && chosen.endsWith(mark)) {
    const bare = chosen.slice(length, -length);
    return change(start, end, bare, 0, bare.length);
  }
  return change(start, end, mark + chosen + mark, length, length + chosen.length);
}

function fence(body, start, end) {
  const chosen = body.slice(start, end).replace(/^\n+|\n+$/g, "");
  const before = start === 0 || body[start - 1] === "\n" ? "" : "\n";
  const after = end === body.length || body[end] === "\n" ? "" : "\n";
  const opened = `${before}${FENCE}\n`;
  return change(start, end, `${opened}${chosen}\n${FENCE}${after}`, opened.length, opened.length + chosen.length);
}

/** The same for every line that is touched; lines that all have it lose it. */
function lines(prefix, body, start, end) {
  const first = body.lastIndexOf("\n", start - 1) + 1;
  const next = body.indexOf("\n", end);
  const last = next === -1 ? body.length : next;
  const touched = body.slice(first, last).split("\n");
  const have = touched.every((line) => line.startsWith(prefix));
  const text = touched.map((line) => (have ? line.slice(prefix.length) : prefix + line)).join("\n");
  return start === end ? change(first, last, text, text.length, text.length) : change(first, last, text, 0, text.length);
}

/** Where the selection is an address, its words are still to be written; else its address is. */
function link(body, start, end) {
  const chosen = body.slice(start, end).trim();
  if (WHOLE.test(chosen)) return change(start, end, `[](${chosen})`, 1, 1);
  const opened = `[${chosen}](`.length;
  return change(start, end, `[${chosen}](${ADDRESS})`, chosen ? opened : 1, chosen ? opened + ADDRESS.length : 1);
}

function change(start, end, text, from, to) {
  return { start, end, text, from: start + from, to: start + to };
}
