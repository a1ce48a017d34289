import assert from "node:assert/strict";
import { test } from "node:test";
import { commandsIn, parse, plain, shrug } from "../../static/chat/js/models/slash.js";

test("a message is no command", () => {
  for (const body of ["hello", "", "/", "/ topic", "/usr/bin/python", "//topic x", "5/7", "/5", "what /topic"]) assert.equal(parse(body), null, body);
});

test("a command has a name and what it needs", () => {
  assert.deepEqual(parse("/topic Lunch at one"), { name: "topic", text: "Lunch at one" });
  assert.deepEqual(parse("/topic"), { name: "topic", text: "" }, "which takes the topic away");
  assert.deepEqual(parse("  /AWAY  "), { name: "away" });
  assert.deepEqual(parse("/invite @ann, tom"), { name: "invite", people: ["ann", "tom"] });
  assert.deepEqual(parse("/msg @ann two\nlines"), { name: "msg", people: ["ann"], text: "two\nlines" });
  assert.deepEqual(parse("/msg ann"), { name: "msg", people: ["ann"], text: "" });
});

test("who is named is muted, for how long and why; who is not, is the bell", () => {
  assert.deepEqual(parse("/mute"), { name: "mute" });
  assert.deepEqual(parse("/mute @ann 10m off topic"), { name: "mute", people: ["ann"], seconds: 600, text: "off topic" });
  assert.deepEqual(parse("/mute ann 2d"), { name: "mute", people: ["ann"], seconds: 172_800, text: "" });
  assert.deepEqual(parse("/mute @ann 10minutes of rest"), { name: "mute", people: ["ann"], seconds: null, text: "10minutes of rest" });
  assert.deepEqual(parse("/mute @ann spam"), { name: "mute", people: ["ann"], seconds: null, text: "spam" });
  assert.deepEqual(parse("/unmute @ann"), { name: "unmute", people: ["ann"], text: "" });
  assert.deepEqual(parse("/slow 30"), { name: "slow", seconds: 30 });
});

test("a mistake says what is wrong", () => {
  assert.deepEqual(parse("/rename"), { name: "rename", mistake: "slash.text_missing" });
  assert.deepEqual(parse("/invite"), { name: "invite", mistake: "slash.person_missing" });
  for (const wait of ["", " soon", " -5"]) assert.deepEqual(parse(`/slow${wait}`), { name: "slow", mistake: "slash.seconds_missing" });
  assert.deepEqual(parse("/leave now"), { name: "leave", mistake: "slash.nothing_after" });
  assert.deepEqual(parse("/dance all night"), { name: "dance", mistake: "slash.unknown" });
});

test("two slashes say that one is meant", () => {
  assert.equal(plain("//topic is a command"), "/topic is a command");
  assert.equal(plain("a // b"), "a // b");
});

test("a shrug survives Markdown", () => {
  const shown = shrug("well").replace(/\\([\\_])/g, "$1");
  assert.equal(shown, "well ¯\\_(ツ)_/¯");
});

test("a direct room has nothing to rename, and who does not lead is not offered to", () => {
  const names = (room) => commandsIn(room).map(({ name }) => name);
  assert.ok(!names({ kind: "direct", leads: false }).includes("leave"));
  assert.ok(!names({ kind: "public", leads: false }).includes("rename"));
  assert.ok(names({ kind: "public", leads: true }).includes("rename"));
  assert.deepEqual([false, true].map((leads) => names({ kind: "public", leads }).includes("pin")), [false, true]);
  assert.ok(names({ kind: "direct", leads: false }).includes("pin"));
});
