import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../static/chat/js/lib/store.js";
import { Notices } from "../../static/chat/js/models/notices.js";
import { Time } from "./time.js";

const at = (milliseconds) => new Date(milliseconds).toISOString();

function browser(store = new Store(), time = new Time()) {
  let changes = 0;
  const notices = new Notices({ store, clock: time, changed: () => (changes += 1) });
  const texts = () => notices.shown.map(({ text }) => text);
  return { notices, time, store, texts, changes: () => changes };
}

test("what stands is shown, the latest first, and what is told meanwhile at once", async () => {
  const { notices, time, texts } = browser();
  const starts = at(time.now());
  await notices.begin([{ id: 1, text: "Tea", starts }]);
  notices.hear({ on: "notice", id: 2, notice: { id: 2, text: "Milk", starts } });
  assert.deepEqual(texts(), ["Milk", "Tea"]);
  notices.hear({ on: "notice", id: 1, gone: true });
  assert.deepEqual(texts(), ["Milk"]);
});

test("it begins and ends by itself", async () => {
  const { notices, time, texts, changes } = browser();
  const [starts, ends] = [at(time.now() + 1000), at(time.now() + 5000)];
  await notices.begin([{ id: 1, text: "Tea", starts, ends }]);
  assert.deepEqual(texts(), []);
  const before = changes();
  await time.pass(1000);
  assert.deepEqual(texts(), ["Tea"]);
  await time.pass(4000);
  assert.deepEqual(texts(), []);
  assert.equal(changes(), before + 2);
});

test("what was dismissed stays away in this browser until it says something else", async () => {
  const { notices, time, store } = browser();
  const notice = { id: 1, text: "Tea", starts: at(time.now()) };
  await notices.begin([notice]);
  notices.dismiss(notice);
  const { notices: later, texts } = browser(store, time);
  await later.begin([notice]);
  assert.deepEqual(texts(), []);
  later.hear({ on: "notice", id: 1, notice: { ...notice, text: "Milk" } });
  assert.deepEqual(texts(), ["Milk"]);
});

test("what is over is not remembered", async () => {
  const { notices, time, store } = browser();
  const notice = { id: 1, text: "Tea", starts: at(time.now()) };
  await notices.begin([notice]);
  notices.dismiss(notice);
  await notices.begin([]);
  assert.deepEqual(await store.all(["notice"]), []);
});
