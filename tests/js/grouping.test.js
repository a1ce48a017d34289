import assert from "node:assert/strict";
import { test } from "node:test";
import { asMessage, daysOf } from "../../static/chat/js/models/grouping.js";
import { Arrivals } from "../../static/chat/js/models/arrivals.js";

const ME = 1;
const [ME_AS_USER, ANN, TOM] = [ME, 2, 3].map((id) => ({ id }));

/** Somebody says something, `minutes` after noon. */
function said(seq, author, minutes, more = {}) {
  return { seq, client_id: `id-${seq}`, author, created: new Date(2026, 10, 27, 12, minutes).toISOString(), ...more };
}

const rowsOf = (...given) => daysOf(...given).flatMap(({ rows }) => rows);
const headed = (...given) => rowsOf(...given).filter((row) => row.headed).map(({ told }) => told.seq);

test("several of one author within five minutes share a head", () => {
  const messages = [said(1, ANN, 0), said(2, ANN, 4), said(3, ANN, 9), said(4, TOM, 9), said(5, ANN, 9)];
  assert.deepEqual(headed(messages, { me: ME }), [1, 3, 4, 5]);
});

test("a reply, and what follows a deleted message, has a head of its own", () => {
  const messages = [said(1, ANN, 0), said(2, ANN, 0, { reply_to: 1 }), said(3, ANN, 0, { deleted: "…" }), said(4, ANN, 1)];
  assert.deepEqual(headed(messages, { me: ME }), [1, 2, 4]);
});

test("people whose accounts are gone are strangers, who still share a head", () => {
  assert.deepEqual(headed([said(1, null, 0), said(2, null, 1), said(3, ANN, 1)], { me: ME }), [1, 3]);
});

test("each day has its own rows, and begins with a head", () => {
  const messages = [said(1, ANN, 0), said(2, ANN, 12 * 60 - 1), said(3, ANN, 12 * 60)];
  const days = daysOf(messages, { me: ME });
  assert.deepEqual(days.map(({ rows }) => rows.map(({ told }) => told.seq)), [[1, 2], [3]]);
  assert.deepEqual(headed(messages, { me: ME }), [1, 2, 3]);
});

test("the line stands above the first new message, which has a head", () => {
  const messages = [said(1, ANN, 0), said(4, ANN, 1), said(6, ANN, 2)];
  const rows = rowsOf(messages, { me: ME, line: 3 });
  assert.deepEqual(rows.map(({ key }) => key), [1, "line", 4, 6]);
  assert.equal(rows[2].headed, true);
});

test("no line where nothing is new, or where it is above what is drawn", () => {
  const messages = [said(1, ANN, 0), said(2, ANN, 1), said(3, ANN, 2)];
  const keys = (more) => rowsOf(messages, { me: ME, ...more }).map(({ key }) => key);
  assert.deepEqual(keys({ line: null }), [1, 2, 3]);
  assert.deepEqual(keys({ line: 3 }), [1, 2, 3]);
  assert.deepEqual(keys({ line: 1, from: 2 }), [3]);
  assert.deepEqual(keys({ line: 0, older: true }), [1, 2, 3]);
  assert.deepEqual(keys({ line: 0 }), ["line", 1, 2, 3]);
  assert.deepEqual(keys({ line: 1, from: 1 }), ["line", 2, 3]);
});

test("what waits comes last, and keeps its row when it is confirmed", () => {
  const waits = { client_id: "id-2", body: "hm", at: new Date(2026, 10, 27, 12, 1).getTime(), refusal: null };
  const entry = asMessage(waits, ME_AS_USER);
  assert.equal(asMessage(waits, ME_AS_USER), entry);
  const before = rowsOf([said(1, ANN, 0)], { me: ME, waiting: [entry] });
  const between = rowsOf([said(1, ANN, 0), said(2, ME_AS_USER, 1)], { me: ME, waiting: [entry] });
  assert.deepEqual(before.map(({ key }) => key), [1, "id-2"]);
  assert.deepEqual(between.map(({ key }) => key), [1, "id-2"]);
  assert.equal(between[1].told.seq, 2);
});

test("another's message never takes the row of mine, whatever it calls itself", () => {
  const messages = [said(1, ME_AS_USER, 0), said(2, TOM, 0, { client_id: "id-1" })];
  assert.equal(new Set(rowsOf(messages, { me: ME }).map(({ key }) => key)).size, 2);
});

test("what others say is news once, unless one has just come to the room", () => {
  const news = new Arrivals();
  const room = {};
  const messages = [said(1, ANN, 0)];
  const take = (where = room) => news.take(where, messages, ME).map(({ seq }) => seq);
  assert.deepEqual(take(), []);
  messages.push(said(2, ANN, 0), said(3, ME_AS_USER, 0), said(4, TOM, 0));
  assert.deepEqual(take(), [2, 4]);
  assert.deepEqual(take(), []);
  messages.unshift(said(0, TOM, 0));
  assert.deepEqual(take(), [], "older pages are no news");
  assert.deepEqual(take({}), []);
});
