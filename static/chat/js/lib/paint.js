/** Source code cut into [kind, text] pairs: comment, string, word or plain. Enough for short examples. */

const RULES = [
  ["comment", String.raw`(?<![:"'\w])//[^\n]*|(?<=^|\s)#[^\n]*`],
  ["string", String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`],
  ["word", String.raw`\b(?:const|function|new|import|from|with|as|print)\b`],
];

const PATTERN = new RegExp(RULES.map(([kind, rule]) => `(?<${kind}>${rule})`).join("|"), "gm");

export function paint(code) {
  const parts = [];
  let at = 0;
  for (const match of code.matchAll(PATTERN)) {
    if (match.index > at) parts.push(["plain", code.slice(at, match.index)]);
    const kind = RULES.find(([name]) => match.groups[name] !== undefined)[0];
    parts.push([kind, match[0]]);
    at = match.index + match[0].length;
  }
  if (at < code.length) parts.push(["plain", code.slice(at)]);
  return parts;
}
