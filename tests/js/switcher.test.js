import assert from "node:assert/strict";
import { test } from "node:test";
import { choices, fit } from "../../static/chat/js/models/switcher.js";

const ME = { id: 1, name: "Anna", username: "anna" };
const TOM = { id: 2, name: "Tom Ford", username: "tom" };
const LINH = { id: 3, name: "Nguyễn Thuỳ Linh", username: "linh" };

let ids = 0;

function room(name, more = {}) {
  return { id: (ids += 1), kind: "public", name, slug: name.toLowerCase(), level: "all", unread: 0, mentions: 0, people: [], ...more };
}

function names(query, given) {
  return choices(query, { me: ME.id, ...given }).map((choice) => (choice.room ?? choice.user).name);
}

test("marks and case do not matter", () => {
  assert.deepEqual(names("ha noi", { rooms: [room("design"), room("Hà Nội office")] }), ["Hà Nội office"]);
  assert.deepEqual(names("DUOC", { rooms: [room("Duyên"), room("Được mùa")] }), ["Được mùa"]);
});

test("the whole name is better than its beginning, a word, a part, and letters of it", () => {
  const fits = ["design", "design-talk", "the design", "redesign", "de la signora", "sales"].map((name) => fit("design", name));
  assert.deepEqual(fits, [5, 4, 3, 2, 1, 0]);
});

test("of two that fit alike, the one with something new comes first, named before unread, then the recent", () => {
  const [quiet, recent, unread, named] = [room("a1"), room("a2"), room("a3", { unread: 2 }), room("a4", { unread: 1, mentions: 1 })];
  const given = { rooms: [quiet, recent, unread, named], recent: [recent.id] };
  assert.deepEqual(names("a", given), ["a4", "a3", "a2", "a1"]);
});

test("a room that is to be quiet is not put first for what is new in it, unless it names me", () => {
  const rooms = [room("b"), room("c", { level: "nothing", unread: 9 }), room("d", { level: "nothing", unread: 9, mentions: 1 })];
  assert.deepEqual(names("", { rooms }), ["d", "b", "c"]);
});

test("before anything is typed, where one is already is not offered, nor are people", () => {
  const rooms = [room("here"), room("there")];
  assert.deepEqual(names("", { rooms, current: rooms[0], people: [TOM] }), ["there"]);
});

test("a person is offered once: as the room that leads to them, else by name or username", () => {
  const direct = room("Tom Ford", { kind: "direct", slug: undefined, people: [ME, TOM] });
  assert.deepEqual(choices("tom", { rooms: [direct], people: [TOM], me: ME.id }), [{ room: direct }]);
  assert.deepEqual(choices("tom", { rooms: [], people: [TOM, ME], me: ME.id }), [{ user: TOM }]);
  assert.deepEqual(names("linh", { rooms: [], people: [TOM, LINH] }), ["Nguyễn Thuỳ Linh"]);
  const three = room("Tom Ford, Linh", { kind: "direct", people: [ME, TOM, LINH] });
  assert.equal(choices("tom", { rooms: [three], people: [TOM], me: ME.id }).length, 2);
});

test("no more are offered than can be read", () => {
  const rooms = Array.from({ length: 40 }, (_, number) => room(`room ${number}`));
  assert.equal(names("room", { rooms }).length, 12);
});
