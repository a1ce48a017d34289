import assert from "node:assert/strict";
import { test } from "node:test";
import { rings, titled, waiting } from "../../static/chat/js/models/bell.js";

const ME = 1;
const ANN = { id: 2, name: "Ann" };
const room = (told = {}) => ({ kind: "private", level: "all", read: 10, unread: 0, mentions: 0, ...told });
const said = (told = {}) => ({ seq: 11, rev: 11, author: ANN, mentions: [], ...told });

test("a new message of another rings", () => {
  assert.equal(rings(room(), said(), ME), true);
});

test("what is mine, old, changed, deleted or seen does not ring", () => {
  assert.equal(rings(room(), said({ author: { id: ME } }), ME), false);
  assert.equal(rings(room(), said({ rev: 12 }), ME), false);
  assert.equal(rings(room(), said({ deleted: "2026-11-27T00:00:00Z" }), ME), false);
  assert.equal(rings(room({ read: 11 }), said(), ME), false);
  assert.equal(rings(room(), said(), ME, { looking: true }), false);
});

test("who wants to hear of mentions hears of nothing else", () => {
  const quiet = room({ level: "mentions" });
  assert.equal(rings(quiet, said(), ME), false);
  assert.equal(rings(quiet, said({ mentions: [3] }), ME), false);
  assert.equal(rings(quiet, said({ mentions: [3, ME] }), ME), true);
});

test("who wants to hear nothing hears nothing, named or not", () => {
  for (const kind of ["public", "private", "direct"]) {
    assert.equal(rings(room({ kind, level: "nothing" }), said({ mentions: [ME] }), ME), false);
  }
});

test("what is said in a direct room is meant for me", () => {
  assert.equal(rings(room({ kind: "direct", level: "mentions" }), said(), ME), true);
});

test("an author whose account is gone rings as others do", () => {
  assert.equal(rings(room(), said({ author: null }), ME), true);
});

test("the number counts what rings: all, mentions, or nothing", () => {
  const rooms = [
    room({ unread: 3, mentions: 1 }),
    room({ level: "mentions", unread: 50, mentions: 2 }),
    room({ level: "nothing", unread: 9, mentions: 9 }),
    room({ kind: "direct", level: "mentions", unread: 4 }),
  ];
  assert.equal(waiting(rooms), 3 + 2 + 0 + 4);
  assert.equal(waiting([]), 0);
});

test("the title says how many wait, and where one is", () => {
  assert.equal(titled("design", 3), "(3) design · Chatsite");
  assert.equal(titled("design", 0), "design · Chatsite");
  assert.equal(titled(undefined, 0), "Chatsite");
});
