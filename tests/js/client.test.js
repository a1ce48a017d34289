import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "../../static/chat/js/lib/backoff.js";
import { Client, Lost, Refused } from "../../static/chat/js/lib/client.js";
import { Outbox } from "../../static/chat/js/models/outbox.js";
import { FakeWebSocket } from "./fakes.js";

/** Each socket that a client opened, in order, and the class that opens them. */
function server() {
  const sockets = [];
  class Socket extends FakeWebSocket {
    constructor(address, subprotocols) {
      super(address, subprotocols);
      sockets.push(this);
    }

    get asked() {
      return this.sent.map((text) => JSON.parse(text));
    }

    answer(frame) {
      this.say(JSON.stringify(frame));
    }

    /** Accept, and welcome whoever says hello. */
    opens() {
      this.accept();
      this.answer({ re: this.asked[0].ref, heartbeat: 25 });
      return new Promise((done) => setImmediate(done));
    }
  }
  return { sockets, WebSocket: Socket };
}

/** Time that passes when it is told to. */
function clock() {
  let timers = [];
  return {
    setTimeout: (call, wait) => {
      const timer = { call, wait };
      timers.push(timer);
      return timer;
    },
    clearTimeout: (timer) => (timers = timers.filter((other) => other !== timer)),
    get waits() {
      return timers.map(({ wait }) => wait);
    },
    pass() {
      const due = timers;
      timers = [];
      for (const { call } of due) call();
    },
  };
}

function connected() {
  const { sockets, WebSocket } = server();
  const time = clock();
  const client = new Client({ address: "wss://chat.example.org/wss/chat", WebSocket, clock: time, random: () => 0.5 });
  client.start();
  return { client, sockets, time };
}

test("a client says hello first, and is open once it is welcome", async () => {
  const { client, sockets } = connected();
  assert.equal(client.state.name, "connecting");
  await sockets[0].opens();
  assert.deepEqual(sockets[0].subprotocols, ["chat.v1"]);
  assert.equal(sockets[0].asked[0].do, "hello");
  assert.equal(client.state.name, "open");
});

test("each question gets its own answer, in whatever order", async () => {
  const { client, sockets } = connected();
  await sockets[0].opens();
  const [first, second] = [client.ask({ do: "a" }), client.ask({ do: "b" })];
  const [, a, b] = sockets[0].asked;
  sockets[0].answer({ re: b.ref, n: 2 });
  sockets[0].answer({ re: a.ref, error: "not_found", text: "There is no such thing." });
  assert.equal((await second).n, 2);
  await assert.rejects(first, (error) => error instanceof Refused && error.code === "not_found");
});

test("a cut leaves nobody waiting, and the client comes back by itself", async () => {
  const { client, sockets, time } = connected();
  await sockets[0].opens();
  const question = client.ask({ do: "a" });
  sockets[0].end(1006);
  await assert.rejects(question, Lost);
  assert.equal(client.state.name, "waiting");
  time.pass();
  await sockets[1].opens();
  assert.equal(client.state.name, "open");
});

test("a server that restarts says when to come back", async () => {
  const { client, sockets, time } = connected();
  await sockets[0].opens();
  sockets[0].answer({ on: "bye", code: 1012, text: "The server is restarting.", reconnect: true, retry_after: 1.5 });
  sockets[0].end(1012);
  assert.deepEqual(time.waits, [1500]);
  assert.equal(client.state.text, "The server is restarting.");
});

test("whoever is sent away for good stays away, with the reason", async () => {
  const { client, sockets, time } = connected();
  await sockets[0].opens();
  sockets[0].answer({ on: "bye", code: 4503, text: "You are banned.", reconnect: false });
  sockets[0].end(4503);
  assert.deepEqual([client.state.name, client.state.text], ["stopped", "You are banned."]);
  assert.deepEqual(time.waits, []);
});

test("a server that says nothing is asked, and given up when it does not answer", async () => {
  const { client, sockets, time } = connected();
  await sockets[0].opens();
  time.pass();
  assert.equal(sockets[0].asked.at(-1).do, "ping");
  time.pass();
  assert.equal(client.state.name, "waiting");
});

test("waits grow, vary, and begin anew after a success", () => {
  const backoff = new Backoff(() => 1);
  assert.deepEqual([1, 2, 3].map(() => backoff.next()), [500, 1000, 2000]);
  for (let tries = 0; tries < 20; tries += 1) assert.ok(backoff.next() <= 30_000);
  backoff.reset();
  assert.equal(backoff.next(), 500);
  assert.equal(new Backoff(() => 0.25).next(), 125);
});

test("what was said while the connection was gone is sent once it is back, under the same name", async () => {
  const asked = [];
  let gone = true;
  const outbox = new Outbox(async (command) => {
    asked.push(command);
    if (gone) throw new Lost();
  });
  outbox.add(3, "hello");
  await outbox.send(() => {});
  gone = false;
  await outbox.send(() => {});
  assert.equal(asked[0].client_id, asked[1].client_id);
  assert.deepEqual(outbox.entries, []);
});

test("a refused message stays, with the reason, until somebody decides", async () => {
  const outbox = new Outbox(async () => {
    throw new Refused({ error: "too_long", text: "At most 4000 characters." });
  });
  const entry = outbox.add(3, "x".repeat(5000));
  await outbox.send(() => {});
  assert.equal(entry.refusal, "At most 4000 characters.");
  outbox.remove(entry);
  assert.deepEqual(outbox.of(3), []);
});
