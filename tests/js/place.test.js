import assert from "node:assert/strict";
import { test } from "node:test";
import { pathOf, placeOf } from "../../static/chat/js/models/place.js";

const read = (address) => placeOf(new URL(address, "https://chat.example.org"));

test("an address names a room, and a message in it", () => {
  assert.deepEqual(read("/rooms/7/"), { room: 7, seq: null });
  assert.deepEqual(read("/rooms/7/#42"), { room: 7, seq: 42 });
});

test("other addresses are no place in the chat", () => {
  for (const address of ["/", "/#42", "/rooms/", "/rooms/lobby/", "/rooms/7/edit/", "/admin/rooms/7/", "/rooms/7/#main"]) assert.equal(read(address), null, address);
});

test("a place is read back as it was written", () => {
  for (const place of [{ room: 1, seq: null }, { room: 90071, seq: 12 }]) assert.deepEqual(read(pathOf(place)), place);
});
