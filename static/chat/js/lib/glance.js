/** What a message says at a glance: its first words, and whether it is nothing but a few emoji. */

const FEW = 6;
const EMOJI = /^(?:(?:\p{RI}\p{RI}|[#*0-9]\ufe0f?\u20e3|\p{Emoji_Presentation}\p{EMod}?|\p{Extended_Pictographic}(?:\ufe0f|\p{EMod}))(?:\u200d\p{Extended_Pictographic}\ufe0f?\p{EMod}?)*[\u{e0020}-\u{e007f}]*\s*)+$/u;
const signs = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Whether a text is one to six emoji: such a message is shown large. */
export function isEmoji(text) {
  if (text.length > 100 || !EMOJI.test(text)) return false;
  return [...signs.segment(text.replace(/\s/g, ""))].length <= FEW;
}

/** The first line of a body that says something, without the marks of Markdown, at most `length` characters. */
export function glance(body, length = 120) {
  const line = body.split("\n").map(plain).find((text) => /[\p{L}\p{N}\p{S}]/u.test(text)) ?? body.trim();
  return line.length > length ? `${line.slice(0, length - 1).trimEnd()}…` : line;
}

function plain(line) {
  return line
    .replace(/^\s*(?:>|#{1,6}\s|[-*+]\s|```\S*)\s*/, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|~~|`+)(.+?)\1/g, "$2")
    .trim();
}
