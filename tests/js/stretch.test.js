import assert from "node:assert/strict";
import { test } from "node:test";
import { Stretch } from "../../static/chat/js/models/stretch.js";

/** Messages `first` … `last`; every third position was an edit. */
function log(first, last) {
  const all = Array.from({ length: last - first + 1 }, (_, place) => ({ seq: first + place }));
  return all.filter(({ seq }) => seq % 3);
}

const drawn = (stretch, messages) => messages.slice(...stretch.of(messages));

test("at the end the newest are drawn, and whatever comes", () => {
  const stretch = new Stretch();
  const messages = log(1, 900);
  stretch.toEnd(messages);
  const more = [...messages, { seq: 901 }];
  assert.equal(stretch.follows, true);
  assert.deepEqual(drawn(stretch, more).at(-1), { seq: 901 });
  assert.equal(drawn(stretch, more).length, 151);
});

test("a short log is drawn whole", () => {
  const stretch = new Stretch();
  stretch.toEnd([]);
  stretch.settle([], true);
  assert.deepEqual(drawn(stretch, log(1, 9)), log(1, 9));
});

test("however much comes, what is drawn stays bounded", () => {
  for (const atEnd of [true, false]) {
    const stretch = new Stretch();
    const messages = log(1, 30);
    stretch.toEnd(messages);
    for (let seq = 31; seq < 2000; seq += 1) {
      messages.push({ seq });
      stretch.settle(messages, atEnd);
      assert.ok(drawn(stretch, messages).length <= 250);
    }
    assert.equal(stretch.follows, atEnd);
    assert.equal(drawn(stretch, messages).includes(messages[0]), !atEnd, "who reads on keeps what they read");
  }
});

test("one can walk to the beginning and back, and misses nothing", () => {
  const stretch = new Stretch();
  const messages = log(1, 3000);
  const seen = new Set();
  stretch.toEnd(messages);
  do drawn(stretch, messages).forEach((message) => seen.add(message));
  while (stretch.earlier(messages));
  assert.equal(seen.size, messages.length);
  assert.equal(drawn(stretch, messages)[0], messages[0]);
  seen.clear();
  do drawn(stretch, messages).forEach((message) => seen.add(message));
  while (stretch.later(messages));
  assert.equal(seen.size, messages.length);
  assert.equal(stretch.follows, true);
});

test("older messages that are loaded are not drawn until one goes there", () => {
  const stretch = new Stretch();
  stretch.toEnd(log(501, 600));
  const more = log(1, 600);
  assert.equal(drawn(stretch, more)[0].seq, 502);
  assert.equal(stretch.earlier(more), true);
  assert.ok(drawn(stretch, more)[0].seq < 500);
});

test("a message that one jumps to stands in the middle", () => {
  const stretch = new Stretch();
  const messages = log(1, 3000);
  stretch.around(messages, 1000);
  const place = drawn(stretch, messages).findIndex(({ seq }) => seq === 1000);
  assert.ok(place > 50 && place < 100);
  assert.equal(stretch.follows, false);
});

test("where nothing of what was drawn is left, the end is drawn", () => {
  const stretch = new Stretch();
  stretch.around(log(1, 3000), 100);
  const other = log(9000, 9050);
  stretch.settle(other, false);
  assert.deepEqual(drawn(stretch, other), other);
});
