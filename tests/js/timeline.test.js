import assert from "node:assert/strict";
import { test } from "node:test";
import { Timeline } from "../../static/chat/js/models/timeline.js";

/** A room's log as the server keeps it, and the answers it gives. */
class Log {
  messages = [];
  events = [];
  seq = 0;
  epoch = "first";

  post() {
    this.#tell({ seq: this.seq + 1, body: `${this.seq + 1}` });
  }

  edit(message) {
    this.#tell({ ...message, body: `${message.body}!` });
  }

  #tell(message) {
    const changed = { ...message, rev: this.seq + 1 };
    this.messages = [...this.messages.filter(({ seq }) => seq !== changed.seq), changed];
    this.events.push({ after: this.seq, message: changed });
    this.seq += 1;
  }

  open({ since, epoch } = {}) {
    const reset = since === undefined || epoch !== this.epoch;
    const changed = this.messages.filter(({ rev }) => reset || rev > since).sort((a, b) => a.rev - b.rev);
    return { epoch: this.epoch, seq: this.seq, messages: changed, reset: reset && since !== undefined, more: false };
  }
}

/** Small, fast and the same every time: a test that fails can be run again. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * sides);
  };
}

const whole = (log) => [...log.messages].sort((a, b) => a.seq - b.seq);

test("whatever is lost, repeated or late, a timeline ends as the log", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const roll = dice(seed);
    const log = new Log();
    const timeline = new Timeline();
    timeline.open(log.open());
    for (let step = 0; step < 60; step += 1) {
      if (roll(3) && log.messages.length) log.edit(log.messages[roll(log.messages.length)]);
      else log.post();
      const heard = log.events[roll(8) ? log.events.length - 1 : roll(log.events.length)];
      if (roll(6) && !timeline.merge(heard)) timeline.open(log.open(timeline.since));
    }
    timeline.open(log.open(timeline.since));
    assert.deepEqual(timeline.messages, whole(log), `seed ${seed}`);
    assert.equal(timeline.at, log.seq);
  }
});

test("a change that is known already changes nothing", () => {
  const log = new Log();
  const timeline = new Timeline();
  log.post();
  timeline.open(log.open());
  log.edit(log.messages[0]);
  assert.equal(timeline.merge(log.events[1]), true);
  assert.equal(timeline.merge(log.events[0]), true);
  assert.equal(timeline.messages[0].body, "1!");
});

test("a position that is missing is noticed", () => {
  const timeline = new Timeline();
  timeline.open({ epoch: "first", seq: 5, messages: [], more: false });
  assert.equal(timeline.merge({ after: 6, message: { seq: 7, rev: 7 } }), false);
  assert.equal(timeline.at, 5);
});

test("a compacted change, which skips positions, is taken", () => {
  const timeline = new Timeline();
  timeline.open({ epoch: "first", seq: 5, messages: [{ seq: 5, rev: 5 }], more: false });
  assert.equal(timeline.merge({ after: 4, message: { seq: 5, rev: 7 } }), true);
  assert.equal(timeline.at, 7);
});

test("another epoch is another log: what was known is forgotten", () => {
  const log = new Log();
  const timeline = new Timeline();
  log.post();
  log.post();
  timeline.open(log.open());
  const restored = new Log();
  restored.epoch = "second";
  restored.post();
  timeline.open(restored.open(timeline.since));
  assert.deepEqual(timeline.messages, whole(restored));
  assert.equal(timeline.epoch, "second");
});

test("an edit of a message older than those shown makes no hole among them", () => {
  const timeline = new Timeline();
  timeline.open({ epoch: "first", seq: 100, messages: [{ seq: 100, rev: 100 }], more: false });
  assert.equal(timeline.merge({ after: 100, message: { seq: 3, rev: 101 } }), true);
  assert.deepEqual(timeline.messages.map(({ seq }) => seq), [100]);
  timeline.before([{ seq: 99, rev: 99 }], true);
  assert.deepEqual(timeline.messages.map(({ seq }) => seq), [99, 100]);
  assert.equal(timeline.older, true);
});

test("what a room has purged is gone, and the log goes on", () => {
  const log = new Log();
  for (let number = 0; number < 5; number += 1) log.post();
  const timeline = new Timeline();
  timeline.open(log.open());
  timeline.purge(3);
  assert.deepEqual(timeline.messages.map(({ seq }) => seq), [4, 5]);
  assert.equal(timeline.older, false);
  log.edit(log.messages[1]); // of a server that does not know of the purge yet
  log.post();
  for (const event of log.events.slice(5)) assert.equal(timeline.merge(event), true);
  assert.deepEqual(timeline.messages.map(({ seq }) => seq), [4, 5, 7]);
  assert.equal(timeline.at, 7);
});
