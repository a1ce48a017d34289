import assert from "node:assert/strict";
import { test } from "node:test";
import { outranks, roster } from "../../static/chat/js/models/roster.js";

let id = 0;
const member = (name, role = "member", more = {}) => ({ role, user: { id: (id += 1), username: name.toLowerCase().replace(/\W/g, ""), name, ...more } });
const names = ({ groups }) => groups.map(({ name, members }) => [name, members.map(({ user }) => user.name)]);

const anna = member("Anna", "owner");
const linh = member("Nguyễn Thuỳ Linh");
const tom = member("Tom");
const mod = member("Zoe", "moderator");
const bot = member("Weather", "member", { bot: true });
const all = [tom, bot, linh, mod, anna];

test("leaders come first, programs last, and no group is empty", () => {
  assert.deepEqual(names(roster(all)), [["owner", ["Anna"]], ["moderator", ["Zoe"]], ["member", ["Nguyễn Thuỳ Linh", "Tom"]], ["bot", ["Weather"]]]);
});

test("who is here stands before who is not", () => {
  const present = new Map([[tom.user.id, "away"], [linh.user.id, "offline"]]);
  assert.deepEqual(names(roster([linh, tom], { present })), [["member", ["Tom", "Nguyễn Thuỳ Linh"]]]);
});

test("somebody is found by name or username, without marks and in any case", () => {
  assert.deepEqual(names(roster(all, { query: "thuy" })), [["member", ["Nguyễn Thuỳ Linh"]]]);
  assert.deepEqual(names(roster(all, { query: " @TOM" })), [["member", ["Tom"]]]);
  assert.deepEqual(roster(all, { query: "nobody" }), { groups: [], left: 0 });
});

test("of very many only the first are listed, and it is told how many are not", () => {
  const { groups, left } = roster(all, { most: 3 });
  assert.deepEqual(groups.map(({ members }) => members.length), [1, 1, 1]);
  assert.equal(left, 2);
});

test("owners are above moderators, and those above members", () => {
  assert.ok(outranks("owner", "moderator") && outranks("moderator", "member"));
  assert.ok(!outranks("owner", "owner") && !outranks("member", "member") && !outranks("member", "owner"));
});
