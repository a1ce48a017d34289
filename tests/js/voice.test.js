import assert from "node:assert/strict";
import { test } from "node:test";
import { mayPin, silence } from "../../static/chat/js/models/voice.js";

const NOON = Date.parse("2026-12-01T12:00:00Z");

test("who is muted may not write until the mute has ended, by itself", () => {
  const room = { muted: { until: "2026-12-01T12:10:00Z", reason: "spam" }, frozen: false, leads: false };
  assert.deepEqual(silence(room, NOON), { why: "muted", until: "2026-12-01T12:10:00Z", reason: "spam" });
  assert.equal(silence(room, NOON + 600_000), null);
  assert.equal(silence({ ...room, muted: { reason: "" } }, NOON + 1e12).why, "muted", "until somebody lifts it");
});

test("in a frozen room who leads it writes, unless they are muted", () => {
  assert.equal(silence({ muted: null, frozen: true, leads: false }).why, "frozen");
  assert.equal(silence({ muted: null, frozen: true, leads: true }), null);
  assert.equal(silence({ muted: {}, frozen: true, leads: true }).why, "muted");
});

test("pins are made by who leads, and by both in a direct room", () => {
  assert.deepEqual([mayPin({ kind: "public", leads: false }), mayPin({ kind: "public", leads: true }), mayPin({ kind: "direct", leads: false })], [false, true, true]);
});
