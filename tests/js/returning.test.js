import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "../../static/chat/js/lib/backoff.js";
import { Returning } from "../../static/chat/js/models/returning.js";
import { Time, settled } from "./time.js";

/** Somebody before the offline page: `asked` counts the questions, `isBack` says that the site was reached. */
function waiting() {
  const time = new Time();
  const seat = { time, answers: false, asked: 0, isBack: false };
  const ask = async () => {
    seat.asked += 1;
    return seat.answers;
  };
  seat.returning = new Returning({ answers: ask, clock: time, backoff: new Backoff(() => 1) });
  seat.returning.wait().then(() => (seat.isBack = true));
  return seat;
}

test("a site that was away is asked for more and more seldom, until it answers", async () => {
  const seat = waiting();
  await seat.time.pass(499);
  assert.equal(seat.asked, 0);
  await seat.time.pass(1);
  assert.equal(seat.asked, 1);
  await seat.time.pass(3000);
  assert.equal(seat.asked, 3);
  await seat.time.pass(600_000);
  assert.ok(seat.asked < 30);
  seat.answers = true;
  await seat.time.pass(29_000);
  assert.equal(seat.isBack, true);
  const { asked } = seat;
  await seat.time.pass(60_000);
  assert.equal(seat.asked, asked);
});

test("once there is a network, or somebody who looks, it is asked for at once", async () => {
  const seat = waiting();
  await seat.time.pass(600_000);
  seat.answers = true;
  seat.returning.hurry();
  await seat.time.pass(0);
  assert.equal(seat.isBack, true);
});

test("a hint that comes while the site is asked makes the next question come at once", async () => {
  const seat = waiting();
  let answer;
  seat.answers = new Promise((done) => (answer = done));
  await seat.time.pass(500);
  seat.returning.hurry();
  seat.answers = true;
  answer(false);
  await settled();
  await seat.time.pass(0);
  assert.equal(seat.isBack, true);
});
