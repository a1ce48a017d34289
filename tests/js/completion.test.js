import assert from "node:assert/strict";
import { test } from "node:test";
import { commandsLike, people, tokenAt } from "../../static/chat/js/models/completion.js";
import { COMMANDS } from "../../static/chat/js/models/slash.js";

const PEOPLE = [
  { id: 1, username: "linh", name: "Nguyễn Thuỳ Linh" },
  { id: 2, username: "ha", name: "Trần Thị Hà" },
  { id: 3, username: "hoang", name: "Đặng Hoàng" },
  { id: 4, username: "tom", name: "Tom Ford" },
  { id: 5, username: "xm", name: "王小明" },
];
const found = (query, here) => people(PEOPLE, query, here).map(({ username }) => username);
const at = (text) => tokenAt(text, text.length);

test("a name, an emoji and a command are noticed where they begin", () => {
  assert.deepEqual(at("hello @to"), { kind: "person", query: "to", start: 6, end: 9 });
  assert.deepEqual(at("@"), { kind: "person", query: "", start: 0, end: 1 });
  assert.deepEqual(at("你好@小"), { kind: "person", query: "小", start: 2, end: 4 });
  assert.deepEqual(at("well :tad"), { kind: "emoji", query: "tad", start: 5, end: 9 });
  assert.deepEqual(at("/top"), { kind: "command", query: "top", start: 0, end: 4 });
});

test("what only looks like one is left alone", () => {
  for (const text of ["tom@example", "at 10:30", "https://x.org/@tom", "a :D", "x /topic", "::ok", "no"]) assert.equal(at(text), null, text);
});

test("what stands after the caret does not matter", () => {
  assert.deepEqual(tokenAt("hi @to and more", 6), { kind: "person", query: "to", start: 3, end: 6 });
  assert.equal(tokenAt("hi @to and more", 3), null);
});

test("people are found without their marks, by username and by any of their names", () => {
  assert.deepEqual(found("ha"), ["ha"]);
  assert.deepEqual(found("hà"), ["ha"]);
  assert.deepEqual(found("dang"), ["hoang"]);
  assert.deepEqual(found("nguyen"), ["linh"]);
  assert.deepEqual(found("小"), ["xm"]);
  assert.deepEqual(found("ford"), ["tom"]);
  assert.deepEqual(found("nobody"), []);
});

test("who is here comes before who is not, and a username before a name", () => {
  assert.deepEqual(found("h", new Map([[3, "online"]])), ["hoang", "ha", "linh"]);
  assert.deepEqual(found("t").slice(0, 1), ["tom"]);
});

test("commands are found by how they begin", () => {
  assert.deepEqual(commandsLike(COMMANDS, "mu").map(({ name }) => name), ["mute"]);
  assert.equal(commandsLike(COMMANDS, "nothing").length, 0);
});
