import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Live } from "../../static/chat/js/models/live.js";

mock.timers.enable({ apis: ["setTimeout"] });

/** A Live whose server answers when `answers[n]()` is called, and what was asked of it. */
function watching() {
  const asked = [];
  const answers = [];
  const fetch = (path, options) => {
    asked.push({ path, ...options });
    return new Promise((resolve) => {
      answers.push((body, status = 200) => resolve(Response.json(body, { status })));
    });
  };
  return { live: new Live({ csrf: () => "secret", fetch }), asked, answers };
}

async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
}

test("it is asked again two seconds after each answer, and not while nobody looks", async () => {
  const { live, asked, answers } = watching();
  mock.timers.tick(10_000);
  assert.equal(asked.length, 0);
  live.attend(true);
  mock.timers.tick(1);
  answers[0]({ sockets: [] });
  await settled();
  assert.deepEqual(live.answer, { sockets: [] });
  mock.timers.tick(1999);
  assert.equal(asked.length, 1);
  mock.timers.tick(1);
  assert.equal(asked.length, 2);
  live.attend(false);
  answers[1]({ sockets: [] });
  await settled();
  mock.timers.tick(10_000);
  assert.equal(asked.length, 2);
});

test("an answer that a newer question has overtaken is dropped", async () => {
  const { live, asked, answers } = watching();
  live.attend(true);
  mock.timers.tick(1);
  live.want({ q: "tom", door: "" });
  mock.timers.tick(200);
  assert.match(asked[1].path, /q=tom/);
  answers[1]({ name: "new" });
  await settled();
  answers[0]({ name: "old" });
  await settled();
  assert.equal(live.answer.name, "new");
});

test("a column sorts, and turns around when it is chosen again", () => {
  const { live, asked } = watching();
  live.attend(true);
  const order = (sort) => {
    live.order(sort);
    mock.timers.tick(1);
    return new URLSearchParams(asked.at(-1).path.split("?")[1]);
  };
  assert.deepEqual([...order("username")].slice(-2), [["sort", "username"], ["falling", "0"]]);
  assert.equal(order("username").get("falling"), "1");
  assert.equal(order("buffered").get("falling"), "1");
});

test("who may not see it any more is told, and asks no more; a lost server is asked again", async () => {
  const { live, asked, answers } = watching();
  live.attend(true);
  mock.timers.tick(1);
  answers[0]("gone", 502);
  await settled();
  assert.equal(live.trouble, "lost");
  mock.timers.tick(2000);
  answers[1]({}, 403);
  await settled();
  assert.equal(live.trouble, "out");
  mock.timers.tick(10_000);
  assert.equal(asked.length, 2);
});

test("a socket is closed with the page's token and the reason", async () => {
  const { live, asked, answers } = watching();
  const closed = live.close({ process: "x", number: 3 }, "too loud");
  answers[0]({ closed: 1 });
  assert.deepEqual(await closed, { closed: 1 });
  assert.deepEqual([asked[0].path, asked[0].method, asked[0].headers["X-CSRFToken"]], ["close/", "POST", "secret"]);
  assert.equal(String(asked[0].body), "process=x&number=3&reason=too+loud");
});
