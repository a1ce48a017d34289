import assert from "node:assert/strict";
import { test } from "node:test";
import { Pins } from "../../static/chat/js/models/pins.js";

const pin = (seq, rev = seq, pinned = `2026-11-28T0${seq}:00:00Z`) => ({ seq, rev, pinned });
const seqs = (pins) => pins.list.map(({ seq }) => seq);

test("pins are asked for page by page, and shown the latest first", async () => {
  const asked = [];
  const pages = [{ messages: [pin(5), pin(4)], more: true }, { messages: [pin(1)] }];
  const pins = new Pins();
  await pins.load(3, async (command) => pages[asked.push(command) - 1]);
  assert.deepEqual(seqs(pins), [5, 4, 1]);
  assert.deepEqual(asked.map(({ room, before }) => [room, before]), [[3, null], [3, pin(4).pinned]]);
});

test("what is pinned or unpinned meanwhile is seen at once", async () => {
  const pins = new Pins();
  await pins.load(3, async () => ({ messages: [pin(2), pin(1)] }));
  pins.take(pin(7));
  pins.take({ seq: 2, rev: 9 });
  pins.take({ seq: 8, rev: 8 });
  assert.deepEqual(seqs(pins), [7, 1]);
});

test("an answer that is older than what was heard while it came changes nothing", async () => {
  const pins = new Pins();
  await pins.load(3, async () => {
    pins.take({ seq: 1, rev: 6 });
    return { messages: [pin(2), pin(1)] };
  });
  assert.deepEqual(seqs(pins), [2]);
});

test("another history has other pins", async () => {
  const pins = new Pins();
  await pins.load(3, async () => ({ messages: [pin(1)] }));
  pins.forget();
  assert.deepEqual([seqs(pins), pins.known], [[], false]);
});
