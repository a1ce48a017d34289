import assert from "node:assert/strict";
import { test } from "node:test";
import { Thread } from "../../static/chat/js/models/thread.js";

const message = (seq, more = {}) => ({ seq, rev: seq, body: `number ${seq}`, ...more });

/** A room whose timeline shows these messages. */
function roomOf(...messages) {
  const timeline = { messages, at: Math.max(...messages.map(({ rev }) => rev)), epoch: "e", find: (seq) => timeline.messages.find((one) => one.seq === seq) };
  return { id: 1, floor: 0, timeline, view: timeline };
}

/** A server that has this log. */
const serving = (log, size = 100) => async ({ do: what, seq, after, before }) => {
  if (what === "room.history") return { messages: [log.findLast((one) => one.seq < before)].filter(Boolean) };
  const replies = log.filter((one) => one.reply_to === seq && one.seq > after);
  return { messages: replies.slice(0, size), more: replies.length > size };
};

const seqs = ({ replies }) => replies.map(({ seq }) => seq);

test("a message of long ago is shown with its replies", async () => {
  const log = [message(1), message(2, { reply_to: 1 }), message(3), message(60)];
  const thread = new Thread(roomOf(log[3]), 1);
  await thread.load(serving(log));
  assert.equal(thread.root.body, "number 1");
  assert.deepEqual(seqs(thread), [2]);
});

test("a reply that is said now appears, once", async () => {
  const log = [message(1), message(2, { reply_to: 1 })];
  const room = roomOf(...log);
  const thread = new Thread(room, 1);
  await thread.load(serving(log));
  room.timeline.messages = [...log, message(3), message(4, { reply_to: 1 })];
  thread.follow();
  thread.follow();
  assert.deepEqual(seqs(thread), [2, 4]);
});

test("who edits or deletes changes what is shown", async () => {
  const log = [message(1), message(2, { reply_to: 1 })];
  const room = roomOf(...log);
  const thread = new Thread(room, 1);
  await thread.load(serving(log));
  room.timeline.messages = [{ ...log[0], rev: 4, body: "better" }, { ...log[1], rev: 3, deleted: "now" }];
  thread.follow();
  assert.equal(thread.root.body, "better");
  assert.equal(thread.replies[0].deleted, "now");
});

test("of a long thread the new replies wait for those before them", async () => {
  const log = [message(1), ...[2, 3, 4].map((seq) => message(seq, { reply_to: 1 }))];
  const room = roomOf(...log);
  const thread = new Thread(room, 1);
  const ask = serving(log, 2);
  await thread.load(ask);
  assert.deepEqual([seqs(thread), thread.more], [[2, 3], true]);
  thread.follow();
  assert.deepEqual(seqs(thread), [2, 3]);
  await thread.load(ask);
  assert.deepEqual([seqs(thread), thread.more], [[2, 3, 4], false]);
});
