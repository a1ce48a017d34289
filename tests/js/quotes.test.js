import assert from "node:assert/strict";
import { test } from "node:test";
import { Quotes } from "../../static/chat/js/models/quotes.js";

/** A room of which nothing but message 9 is loaded, and a server that has all up to 8. */
function scene() {
  const loaded = { find: (seq) => (seq === 9 ? { seq } : undefined) };
  const room = { id: 1, view: loaded, timeline: loaded, reading: { quoted: new Map() } };
  const asked = [];
  const model = {
    state: { name: "open" },
    told: 0,
    changed: () => (model.told += 1),
    async try({ before }) {
      asked.push(before - 1);
      return model.lost ? null : { messages: [{ seq: Math.min(before - 1, 8), rev: 8 }] };
    },
  };
  return { room, model, asked, quotes: new Quotes(model) };
}

const soon = () => new Promise((done) => setTimeout(done));

test("what is loaded is not asked for", async () => {
  const { room, quotes, asked } = scene();
  assert.equal(quotes.find(room, 9).seq, 9);
  await soon();
  assert.deepEqual(asked, []);
});

test("what is not loaded is asked for once, and told when it is there", async () => {
  const { room, model, quotes, asked } = scene();
  assert.equal(quotes.find(room, 3), undefined);
  quotes.find(room, 3);
  await soon();
  assert.deepEqual(asked, [3]);
  assert.equal(model.told, 1);
  assert.equal(quotes.find(room, 3).seq, 3);
});

test("where nothing was posted at a position, nothing is quoted, and not asked for again", async () => {
  const { room, quotes, asked } = scene();
  quotes.find(room, 10);
  await soon();
  assert.equal(quotes.find(room, 10), undefined);
  await soon();
  assert.deepEqual(asked, [10]);
});

test("a lost connection is no answer: later it is asked for again", async () => {
  const { room, model, quotes, asked } = scene();
  model.lost = true;
  quotes.find(room, 3);
  await soon();
  model.lost = false;
  quotes.find(room, 3);
  await soon();
  assert.deepEqual(asked, [3, 3]);
  assert.equal(quotes.find(room, 3).seq, 3);
});

test("a change that comes before the answer counts", async () => {
  const { room, quotes } = scene();
  quotes.find(room, 3);
  room.reading.quoted.set(3, { seq: 3, rev: 20, deleted: "…" });
  await soon();
  assert.equal(quotes.find(room, 3).rev, 20);
});

test("whoever scrolls fast waits for what they see", async () => {
  const { room, quotes, asked } = scene();
  for (let seq = 100; seq < 300; seq += 1) quotes.find(room, seq);
  await soon();
  assert.ok(asked.length <= 61);
  assert.equal(asked[1], 299);
});
