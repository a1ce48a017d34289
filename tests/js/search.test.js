import assert from "node:assert/strict";
import { test } from "node:test";
import { Search } from "../../static/chat/js/models/search.js";

/** A clock that stands still until `pass`; a server whose answers the test gives. */
function searching() {
  const asked = [];
  let due = null;
  const clock = {
    setTimeout: (work) => (due = work),
    clearTimeout: () => (due = null),
  };
  const ask = (command) => new Promise((answer, refuse) => asked.push({ ...command, answer, refuse }));
  return { search: new Search(ask, clock), asked, pass: () => due?.() };
}

const found = (...seqs) => seqs.map((seq) => ({ room: 1, message: { seq }, snippet: "" }));
const turn = () => new Promise((done) => setImmediate(done));

test("somebody who types asks once, when they pause", () => {
  const { search, asked, pass } = searching();
  for (const query of ["h", "ha", "ha noi "]) search.type(query);
  assert.equal(asked.length, 0);
  pass();
  assert.deepEqual(asked.map(({ q, room }) => [q, room]), [["ha noi", null]]);
});

test("an answer that comes late does not replace a newer one", async () => {
  const { search, asked, pass } = searching();
  search.type("one");
  pass();
  search.type("two");
  pass();
  asked[1].answer({ messages: found(2) });
  await turn();
  asked[0].answer({ messages: found(1) });
  await turn();
  assert.deepEqual(search.found, found(2));
});

test("more is added to what was found", async () => {
  const { search, asked } = searching();
  search.query = "x";
  search.now();
  asked[0].answer({ messages: found(9), before: "mark" });
  await turn();
  search.more();
  assert.equal(asked[1].before, "mark");
  asked[1].answer({ messages: found(3) });
  await turn();
  assert.deepEqual([search.found, search.before, search.state], [found(9, 3), null, "done"]);
});

test("another place asks at once, the same place does not", () => {
  const { search, asked } = searching();
  search.query = "x";
  search.within(7);
  search.within(7);
  assert.deepEqual(asked.map(({ room }) => room), [7]);
});

test("a refusal is kept for the reader, and the next try forgets it", async () => {
  const { search, asked } = searching();
  search.query = "?";
  search.now();
  asked[0].refuse(new Error("no words"));
  await turn();
  assert.equal(search.state, "failed");
  assert.equal(search.error.message, "no words");
  search.query = "";
  search.now();
  assert.deepEqual([search.state, search.error, search.found], ["empty", null, []]);
});
