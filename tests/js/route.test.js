import assert from "node:assert/strict";
import { test } from "node:test";
import { pathOf, routeOf } from "../../static/chat/js/models/route.js";

const read = (address) => routeOf(new URL(address, "https://chat.example.org"));

test("an address names a room, and a message in it", () => {
  assert.deepEqual(read("/rooms/7/"), { room: 7, seq: null });
  assert.deepEqual(read("/rooms/7/#42"), { room: 7, seq: 42 });
});

test("other addresses are no room's", () => {
  for (const address of ["/", "/#42", "/rooms/", "/rooms/lobby/", "/rooms/7/edit/", "/admin/rooms/7/", "/rooms/7/#main"]) assert.equal(read(address), null, address);
});

test("a route is read back as it was written", () => {
  for (const route of [{ room: 1, seq: null }, { room: 90071, seq: 12 }]) assert.deepEqual(read(pathOf(route)), route);
});
