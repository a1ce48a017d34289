/** A text of the locale with `code` in backticks and {page} as a link: parts for a template, never HTML. */

import { html } from "../vendor/lit.js";
import { fill } from "../lib/speech.js";

const MARKS = /`([^`]+)`|\{page\}/g;

export function rich(text, values = {}) {
  const parts = [];
  let at = 0;
  for (const mark of text.matchAll(MARKS)) {
    parts.push(fill(text.slice(at, mark.index), values));
    parts.push(mark[1] ? html`<code>${fill(mark[1], values)}</code>` : link(values.page));
    at = mark.index + mark[0].length;
  }
  parts.push(fill(text.slice(at), values));
  return parts;
}

function link(page) {
  return html`<a href=${page} target="_blank" rel="noopener">${page}</a>`;
}
