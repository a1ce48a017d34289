import assert from "node:assert/strict";
import { test } from "node:test";
import { emoji, toned } from "../../static/chat/js/models/emoji.js";
import { Recents } from "../../static/chat/js/models/recents.js";

const known = await emoji();
const signs = (query, limit) => known.search(query, limit).map(({ sign }) => sign);

test("emoji are found by name, the closest first", () => {
  assert.equal(signs("tada")[0], "🎉");
  assert.equal(signs(":+1:")[0], "👍");
  assert.equal(signs("red heart")[0], "❤️");
  assert.ok(signs("cat").includes("🐱"));
  assert.deepEqual(signs("nothing is called so"), []);
  assert.equal(signs("a", 8).length, 8);
});

test("every sign and every name is there once", () => {
  const all = known.groups.flatMap(({ list }) => list);
  const names = all.flatMap((one) => one.names);
  assert.equal(new Set(all.map(({ sign }) => sign)).size, all.length);
  assert.equal(new Set(names).size, names.length);
});

test("a tone colours what has skin, and nothing else", () => {
  assert.equal(toned(known.search("+1")[0], "🏽"), "👍🏽");
  assert.equal(toned(known.search("raised_hand_with_fingers_splayed")[0], "🏿"), "🖐🏿");
  assert.equal(toned(known.search("tada")[0], "🏽"), "🎉");
});

test("what was used lately comes first, and outlives the page", () => {
  const kept = new Map();
  const storage = () => ({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) });
  const recents = new Recents(storage);
  for (const sign of ["👍", "🎉", "👍"]) recents.use(sign);
  recents.tone = "🏽";
  const later = new Recents(storage);
  assert.deepEqual([later.signs, later.tone], [["👍", "🎉"], "🏽"]);
  assert.deepEqual(known.among(["👍", "?"]).map(({ sign }) => sign), ["👍"]);
});

test("a browser that keeps nothing is no trouble", () => {
  const recents = new Recents(() => {
    throw new Error("SecurityError");
  });
  recents.use("👍");
  assert.deepEqual(recents.signs, ["👍"]);
});
