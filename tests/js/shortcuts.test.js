import assert from "node:assert/strict";
import { test } from "node:test";
import { shortcutOf, stepTo } from "../../static/chat/js/models/shortcuts.js";

const press = (key, held = {}, where = {}) => shortcutOf({ key, ...held }, where);
const rooms = [{ name: "a", unread: 0 }, { name: "b", unread: 3 }, { name: "c", unread: 0 }, { name: "d", unread: 1 }];
const [a, b, c, d] = rooms;

test("Ctrl K asks for the switcher, on Apple's keyboards ⌘ K", () => {
  assert.equal(press("k", { ctrlKey: true }), "switcher");
  assert.equal(press("K", { ctrlKey: true }, { inField: true }), "switcher");
  assert.equal(press("k", { metaKey: true }, { apple: true }), "switcher");
  assert.equal(press("k", { ctrlKey: true }, { apple: true }), null);
});

test("Alt and an arrow step through the rooms, with Shift through those with something new", () => {
  assert.equal(press("ArrowUp", { altKey: true }), "previous");
  assert.equal(press("ArrowDown", { altKey: true, shiftKey: true }, { inField: true }), "next-new");
});

test("in a field letters are letters, outside they are the beginning of a message", () => {
  assert.equal(press("?", { shiftKey: true }), "keys");
  assert.equal(press("?", { shiftKey: true }, { inField: true }), null);
  assert.equal(press("x"), "write");
  assert.equal(press("X", { shiftKey: true }), "write");
  assert.equal(press("x", {}, { inField: true }), null);
  for (const key of ["Tab", "Enter", " ", "ArrowUp", "Shift"]) assert.equal(press(key), null, key);
  assert.equal(press("c", { ctrlKey: true }), null);
});

test("Esc goes back from anywhere, but not out of a word that is still being composed", () => {
  assert.equal(press("Escape", {}, { inField: true }), "back");
  assert.equal(press("Escape", { isComposing: true }, { inField: true }), null);
  assert.equal(press("Escape", { defaultPrevented: true }), null);
});

test("steps go round, and those for new ones pass over what is read", () => {
  assert.equal(stepTo(rooms, d, 1), a);
  assert.equal(stepTo(rooms, a, -1), d);
  assert.equal(stepTo(rooms, b, 1), c);
  assert.equal(stepTo(rooms, b, -1), a);
  assert.equal(stepTo(rooms, a, 1, true), b);
  assert.equal(stepTo(rooms, c, -1, true), b);
  assert.equal(stepTo(rooms, b, 1, true), d);
  assert.equal(stepTo([a, b], b, 1, true), null);
  assert.equal(stepTo([], null, 1), null);
  assert.equal(stepTo(rooms, null, 1), a);
});
