import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../static/chat/js/lib/store.js";
import { uuid } from "../../static/chat/js/lib/uuid.js";
import { Run } from "../../static/chat/js/models/run.js";
import { dice } from "./dice.js";

const filled = (count) => {
  const run = new Run();
  for (let seq = 1; seq <= count; seq += 1) run.put({ seq, rev: seq });
  return run;
};

test("messages stand in the order in which they were posted, however they come", () => {
  const roll = dice(7);
  const run = new Run();
  const seqs = Array.from({ length: 200 }, (_, at) => at + 1).sort(() => roll(3) - 1);
  for (const seq of seqs) run.put({ seq, rev: seq });
  assert.deepEqual(run.messages.map(({ seq }) => seq), Array.from({ length: 200 }, (_, at) => at + 1));
  assert.deepEqual([run.first, run.last, run.find(77).seq, run.find(201)], [1, 200, 77, undefined]);
});

test("an earlier state never takes the place of a later one", () => {
  const run = filled(3);
  run.put({ seq: 2, rev: 9 });
  run.put({ seq: 2, rev: 5 });
  run.change({ seq: 8, rev: 10 });
  assert.deepEqual(run.messages.map(({ rev }) => rev), [1, 9, 3]);
});

test("a change among ten thousand messages looks at few of them", () => {
  const run = filled(10_000);
  let looks = 0;
  const counted = { get seq() { looks += 1; return 5000; }, rev: 20_000 };
  run.put(counted);
  assert.ok(looks < 50);
});

test("who holds the messages sees no change of them", () => {
  const run = filled(3);
  const before = run.messages;
  run.put({ seq: 4, rev: 4 });
  run.keep(2);
  assert.equal(before.length, 3);
  assert.deepEqual(run.messages.map(({ seq }) => seq), [3, 4]);
});

test("a store without a database keeps what it is given, by key", async () => {
  const store = new Store();
  await store.put([1, "draft", 3], "three");
  await store.put([1, "draft", 4], "four");
  await store.put([2, "draft", 3], "another's");
  await store.remove([1, "draft", 4]);
  assert.deepEqual(await store.all([1, "draft"]), [[[1, "draft", 3], "three"]]);
});

test("a database that cannot be opened is no end", async () => {
  const broken = { open: () => { throw new Error("SecurityError"); } };
  const store = new Store({ indexedDB: broken });
  await store.put([1, "draft", 3], "three");
  assert.equal((await store.all([1])).length, 1);
});

test("a UUID is one of version 4, and no two are the same", () => {
  assert.match(uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(Array.from({ length: 1000 }, () => uuid())).size, 1000);
});
