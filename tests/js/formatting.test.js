import assert from "node:assert/strict";
import { test } from "node:test";
import { format, linked, nextLine } from "../../static/chat/js/models/formatting.js";

/** "a |b| c": a text with its selection (one bar: the caret); formatted, as such a text again. */
function done(kind, marked) {
  const start = marked.indexOf("|");
  const rest = marked.replace("|", "");
  const end = rest.includes("|") ? rest.indexOf("|") : start;
  const change = format(kind, rest.replace("|", ""), start, end);
  const body = rest.replace("|", "");
  const text = body.slice(0, change.start) + change.text + body.slice(change.end);
  return text.slice(0, change.from) + (change.from === change.to ? "|" : `|${text.slice(change.from, change.to)}|`) + text.slice(change.to);
}

test("marks go around what is selected, and away again", () => {
  assert.equal(done("bold", "a |b| c"), "a **|b|** c");
  assert.equal(done("bold", "a **|b|** c"), "a |b| c");
  assert.equal(done("bold", "a |**b**| c"), "a |b| c");
  assert.equal(done("italic", "|so|"), "_|so|_");
  assert.equal(done("code", "|x = 1|"), "`|x = 1|`");
});

test("without a selection the caret stands between the marks", () => {
  assert.equal(done("bold", "a | c"), "a **|** c");
  assert.equal(done("bold", "a **|** c"), "a | c");
});

test("blanks at the ends stay outside, as Markdown wants it", () => {
  assert.equal(done("bold", "a| b |c"), "a **|b|** c");
});

test("code of several lines gets a fence of its own lines", () => {
  assert.equal(done("code", "see |a\nb|"), "see \n```\n|a\nb|\n```");
});

test("whole lines are quoted and listed, and no more if they are", () => {
  assert.equal(done("quote", "one\nt|w|o"), "one\n|> two|");
  assert.equal(done("list", "|one\ntwo|"), "|- one\n- two|");
  assert.equal(done("list", "|- one\n- two|"), "|one\ntwo|");
  assert.equal(done("quote", "|"), "> |");
});

test("a link wants what is missing: its words or its address", () => {
  assert.equal(done("link", "see |this|"), "see [this](|https://|)");
  assert.equal(done("link", "|https://example.org|"), "[|](https://example.org)");
  assert.equal(done("link", "|"), "[|](https://)");
});

const put = (body, change) => change && body.slice(0, change.start) + change.text + body.slice(change.end);

test("an address that is pasted over words is their link", () => {
  const over = (body, words, pasted) => put(body, linked(body, body.indexOf(words), body.indexOf(words) + words.length, pasted));
  assert.equal(over("see this one", "this", "https://example.org/a"), "see [this](https://example.org/a) one");
  assert.equal(over("see this one", "this", "not an address"), null);
  assert.equal(over("see https://a.org", "https://a.org", "https://b.org"), null, "which only takes its place");
  assert.equal(linked("see", 3, 3, "https://b.org"), null);
});

test("a new line goes on with a list, and an empty item ends it", () => {
  const after = (body) => put(body, nextLine(body, body.length));
  assert.equal(after("- one"), "- one\n- ");
  assert.equal(after("9. nine"), "9. nine\n10. ");
  assert.equal(after("> quoted"), "> quoted\n> ");
  assert.equal(after("- one\n- "), "- one\n");
  assert.equal(after("just words - so"), null);
});
