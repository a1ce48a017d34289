/** The field in which one writes, changed by code: the browser's own undo brings back what was there. */

/** Puts `text` for what stands from `start` to `end`, and selects `from` to `to` of what is there then. */
export function replace(field, { start, end, text, from = start + text.length, to = from }) {
  field.focus();
  field.setSelectionRange(start, end);
  // Old, but nothing else is undone by Ctrl+Z; setRangeText forgets what was before.
  const done = start === end && !text ? true : document.execCommand(text ? "insertText" : "delete", false, text);
  if (!done) {
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(from, to);
}

/** Puts a text where the caret is, instead of what is selected. */
export function insert(field, text) {
  replace(field, { start: field.selectionStart, end: field.selectionEnd, text });
}

/** Whether fingers write here: then Enter makes a new line, and the button sends. */
export function byTouch() {
  return matchMedia("(hover: none) and (pointer: coarse)").matches;
}

/** Whether a key belongs to a word that is still being composed, as in Vietnamese and Chinese (229: as Safari says it). */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}
