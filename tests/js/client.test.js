import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "../../static/chat/js/lib/backoff.js";
import { Lost, Refused } from "../../static/chat/js/lib/client.js";
import { connected } from "./line.js";
import { settled } from "./time.js";

test("a client says hello first, and is open once it is welcome", async () => {
  const { client, sockets } = connected({ hello: () => ({ token: "chat_secret" }) });
  assert.equal(client.state.name, "connecting");
  await sockets[0].opens();
  assert.deepEqual(sockets[0].subprotocols, ["chat.v1"]);
  assert.deepEqual(sockets[0].asked[0], { token: "chat_secret", do: "hello", ref: 1 });
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

test("a cut leaves nobody waiting, and the client comes back at once", async () => {
  const { client, sockets } = connected();
  await sockets[0].opens();
  const question = client.ask({ do: "a" });
  sockets[0].end(1006);
  await assert.rejects(question, Lost);
  await sockets[1].opens();
  assert.equal(client.state.name, "open");
});

test("a server that stays away is asked again and again, after waits that grow", async () => {
  const { client, sockets, time } = connected();
  await sockets[0].opens();
  sockets[0].end(1006);
  const waits = [];
  for (let tries = 1; tries < 5; tries += 1) {
    sockets[tries].end(1006);
    waits.push(client.state.until - time.now());
    await time.pass(waits.at(-1));
  }
  assert.deepEqual(waits, [250, 500, 1000, 2000]);
});

test("a server that accepts and closes again is not stormed", async () => {
  const { client, sockets } = connected();
  await sockets[0].opens();
  sockets[0].end(1011);
  await sockets[1].opens();
  sockets[1].end(1011);
  assert.equal(client.state.name, "waiting");
});

test("a server that restarts says when to come back, and why", async () => {
  const { client, sockets, time } = connected();
  await sockets[0].opens();
  sockets[0].answer({ on: "bye", code: 1012, text: "The server is restarting.", reconnect: true, retry_after: 1.5 });
  sockets[0].end(1012);
  assert.deepEqual([client.state.name, client.state.text], ["waiting", "The server is restarting."]);
  client.wake(); // it was told to wait
  await time.pass(1499);
  assert.equal(sockets.length, 1);
  await time.pass(1);
  assert.equal(sockets.length, 2);
  assert.equal(client.state.text, "The server is restarting.");
});

for (const code of [4500, 4501, 4503, 4504, 4505]) {
  test(`whoever is sent away with ${code} stays away, with the reason`, async () => {
    const { client, sockets, time } = connected();
    await sockets[0].opens();
    sockets[0].answer({ on: "bye", code, text: "Not you.", reconnect: false });
    sockets[0].end(code);
    await time.pass(1_000_000);
    client.wake();
    assert.deepEqual(client.state, { name: "stopped", text: "Not you.", code, until: null });
    assert.equal(sockets.length, 1);
  });
}

for (const code of [1002, 1006, 1007, 1009, 1011, 1012, 1013, 4000, 4400, 4408, 4429]) {
  test(`whoever is cut with ${code} comes back`, async () => {
    const { sockets, time } = connected();
    await sockets[0].opens();
    sockets[0].end(code);
    await time.pass(1000);
    assert.equal(sockets.length, 2);
  });
}

test("a refusal of who somebody is, and the close behind it, are one reason", async () => {
  const { client, sockets } = connected();
  sockets[0].accept();
  await sockets[0].answer({ re: 1, error: "not_signed_in", text: "Sign in first." });
  sockets[0].answer({ on: "bye", code: 4501, text: "Sign in first.", reconnect: false });
  sockets[0].end(4501);
  assert.deepEqual([client.state.name, client.state.text, client.state.code], ["stopped", "Sign in first.", 4501]);
});

test("an error that has no question is no reason of a later close", async () => {
  const { client, sockets } = connected();
  await sockets[0].opens();
  sockets[0].answer({ on: "error", error: "bad_command", text: "Not JSON." });
  sockets[0].end(1006);
  assert.equal(client.state.text, "");
});

test("whoever is welcome later is asked to come again then", async () => {
  const { client, sockets, time } = connected();
  sockets[0].accept();
  await sockets[0].answer({ re: 1, error: "try_again", text: "The database is away.", retry_after: 3 });
  assert.deepEqual([client.state.name, client.state.until - time.now()], ["waiting", 3000]);
});

test("a client that hears nothing asks, and gives up who does not answer", async () => {
  const { client, sockets, time } = connected({ positions: () => ({ 7: 12 }) });
  await sockets[0].opens();
  await time.pass(25_000);
  assert.deepEqual(sockets[0].latest("ping").at, { 7: 12 });
  await time.pass(9_999);
  assert.equal(sockets.length, 1);
  await time.pass(1);
  assert.equal(sockets.length, 2);
  assert.equal(client.state.name, "connecting");
});

test("a client that is answered goes on, and is told how far the rooms are", async () => {
  const { client, sockets, time } = connected();
  await sockets[0].opens();
  let heads = null;
  client.addEventListener("heads", ({ detail }) => (heads = detail));
  for (let beat = 0; beat < 10; beat += 1) {
    await time.pass(25_000);
    await sockets[0].answer({ re: sockets[0].latest("ping").ref, heads: { 7: 12 } });
  }
  assert.deepEqual(heads, { 7: 12 });
  assert.equal(sockets.length, 1);
});

test("after a sleep a dead connection is given up within two seconds", async () => {
  const { client, sockets, time } = connected();
  await sockets[0].opens();
  time.sleep(3_600_000);
  await time.pass(2000);
  assert.equal(sockets[0].latest("ping").do, "ping");
  await sockets[1].opens();
  assert.equal(client.state.name, "open");
});

test("after a sleep a living connection is kept", async () => {
  const { sockets, time } = connected();
  await sockets[0].opens();
  time.sleep(20_000);
  await time.pass(500);
  await sockets[0].answer({ re: sockets[0].latest("ping").ref, heads: {} });
  await time.pass(5000);
  assert.equal(sockets.length, 1);
});

test("who waits tries at once when the network is back", async () => {
  const { client, sockets } = connected();
  sockets[0].end(1006);
  sockets[1].end(1006);
  assert.equal(client.state.name, "waiting");
  client.wake();
  assert.equal(sockets.length, 3);
});

test("an attempt that hangs is given up, sooner after a sleep", async () => {
  const { client, sockets, time } = connected();
  time.sleep(30_000);
  client.wake();
  assert.equal(sockets.length, 2);
  await time.pass(10_000);
  assert.equal(client.state.name, "waiting");
});

test("a browser that refuses the address itself is no end", async () => {
  class Refusing {
    constructor() {
      throw new SyntaxError("no");
    }
  }
  const { client } = connected({ WebSocket: Refusing });
  assert.equal(client.state.name, "waiting");
});

test("who stops hears nothing more", async () => {
  const { client, sockets, time } = connected();
  await sockets[0].opens();
  client.stop();
  await time.pass(100_000);
  await settled();
  assert.deepEqual([client.state.name, sockets.length], ["stopped", 1]);
  await assert.rejects(client.ask({ do: "a" }), Lost);
});

test("waits are none, then grow, vary, and begin anew after a success", () => {
  const backoff = new Backoff(() => 1);
  assert.deepEqual([1, 2, 3, 4].map(() => backoff.next()), [0, 500, 1000, 2000]);
  for (let tries = 0; tries < 20; tries += 1) assert.ok(backoff.next() <= 30_000);
  backoff.reset();
  assert.equal(backoff.next(), 0);
  const half = new Backoff(() => 0.25);
  assert.deepEqual([half.next(), half.next()], [0, 125]);
});
