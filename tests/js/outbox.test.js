import assert from "node:assert/strict";
import { test } from "node:test";
import { Lost, Refused } from "../../static/chat/js/lib/client.js";
import { Store } from "../../static/chat/js/lib/store.js";
import { Tabs } from "../../static/chat/js/lib/tabs.js";
import { Outbox } from "../../static/chat/js/models/outbox.js";
import { Time, settled } from "./time.js";

/** As a database does: what is kept is a copy. */
class Copying extends Store {
  put(key, value) {
    return super.put(key, structuredClone(value));
  }

  async all(prefix) {
    return structuredClone(await super.all(prefix));
  }
}

/** A browser with tabs: one store, one lock at a time, and what one tab tells all others hear. */
class Browser {
  #channels = [];
  #line = Promise.resolve();
  store = new Copying();
  time = new Time();

  tab(ask, refused) {
    const channel = { postMessage: (word) => this.#tell(channel, structuredClone(word)) };
    this.#channels.push(channel);
    const locks = { request: (name, call) => this.#alone(call) };
    return new Outbox({ ask, store: this.store, tabs: new Tabs({ locks, channel }), clock: this.time, refused });
  }

  #tell(from, data) {
    for (const channel of this.#channels) if (channel !== from) queueMicrotask(() => channel.onmessage({ data }));
  }

  #alone(call) {
    const done = this.#line.then(call);
    this.#line = done.catch(() => {});
    return done;
  }
}

/** A server that takes messages while it is there, and keeps each client_id once. */
class Server {
  messages = [];
  asked = [];
  isThere = true;

  ask = async (command) => {
    await settled();
    if (!this.isThere) throw new Lost();
    this.asked.push(command.client_id);
    if (!this.messages.some(({ client_id: id }) => id === command.client_id)) this.messages.push(command);
    return { message: {} };
  };

  get bodies() {
    return this.messages.map(({ body }) => body);
  }
}

const calm = () => settled(20);

const refusing = (refusal) => async () => {
  await settled();
  throw new Refused(refusal);
};

test("what was said while the connection was gone is sent once it is back, under the same name and in order", async () => {
  const server = new Server();
  const outbox = new Browser().tab(server.ask);
  await outbox.begin(1);
  server.isThere = false;
  const entry = outbox.add({ room: 3, body: "one", reply_to: 2, attachments: [{ id: "a", name: "x" }] });
  outbox.add({ room: 3, body: "two" });
  await calm();
  assert.equal(outbox.of(3).length, 2);
  server.isThere = true;
  await outbox.send();
  assert.deepEqual(server.bodies, ["one", "two"]);
  const { client_id, reply_to, attachments } = server.messages[0];
  assert.deepEqual([client_id, reply_to, attachments], [entry.client_id, 2, ["a"]]);
  assert.deepEqual(outbox.entries, []);
});

test("a refused message stays, with the reason, and the others go on", async () => {
  const server = new Server();
  const tooLong = refusing({ error: "too_long", text: "At most 4000 characters." });
  const told = [];
  const outbox = new Browser().tab((command) => (command.body.length > 10 ? tooLong() : server.ask(command)), (one) => told.push(one));
  await outbox.begin(1);
  const entry = outbox.add({ room: 3, body: "much too long" });
  outbox.add({ room: 3, body: "short" });
  await outbox.send();
  await calm();
  assert.deepEqual(server.bodies, ["short"]);
  assert.deepEqual(outbox.of(3).map(({ refusal }) => refusal), ["At most 4000 characters."]);
  assert.deepEqual(told, outbox.of(3));
  outbox.remove(entry);
  assert.deepEqual(outbox.of(3), []);
});

test("who is too fast waits, and loses nothing", async () => {
  const browser = new Browser();
  const server = new Server();
  let first = true;
  const outbox = browser.tab((command) => {
    const isFirst = first;
    first = false;
    return isFirst ? refusing({ error: "too_fast", text: "…", retry_after: 2 })() : server.ask(command);
  });
  await outbox.begin(1);
  outbox.add({ room: 3, body: "one" });
  await calm();
  await browser.time.pass(1999);
  assert.deepEqual(server.bodies, []);
  await browser.time.pass(1);
  await calm();
  assert.deepEqual(server.bodies, ["one"]);
});

/** A server whose room 3 takes one message in 30 seconds, and an outbox for it. */
async function slow(browser = new Browser()) {
  const server = new Server();
  let free = 0;
  const outbox = browser.tab(async (command) => {
    const wait = free - browser.time.now();
    if (command.room === 3 && wait > 0) return refusing({ error: "slow", text: "…", retry_after: wait / 1000 })();
    if (command.room === 3) free = browser.time.now() + 30_000;
    return server.ask(command);
  });
  await outbox.begin(1);
  return { browser, server, outbox };
}

test("in a slow room each message goes out by itself in its time, in order, and other rooms do not wait", async () => {
  const { browser, server, outbox } = await slow();
  for (const body of ["one", "two", "three"]) outbox.add({ room: 3, body });
  outbox.add({ room: 4, body: "elsewhere" });
  await calm();
  assert.deepEqual(server.bodies, ["one", "elsewhere"]);
  assert.deepEqual(outbox.of(3).map(({ refusal, due }) => [refusal, due > 0]), [[null, true], [null, false]], "the page says when");
  await browser.time.pass(29_999);
  assert.equal(server.bodies.length, 2);
  await browser.time.pass(30_002);
  await calm();
  assert.deepEqual(server.bodies, ["one", "elsewhere", "two", "three"]);
  assert.deepEqual(outbox.entries, []);
});

test("what waits for its time goes out after a reload, too", async () => {
  const { browser, outbox } = await slow();
  outbox.add({ room: 3, body: "one" });
  outbox.add({ room: 3, body: "two" });
  await calm();
  const server = new Server();
  const later = new Browser(); // the same one, with no tab but the new
  later.store = browser.store;
  await later.tab(server.ask).begin(1);
  await calm();
  assert.deepEqual(server.bodies, []);
  await later.time.pass(30_000);
  await calm();
  assert.deepEqual(server.bodies, ["two"]);
});

test("a room that is slow no more takes what waits at once", async () => {
  const { browser, outbox } = await slow();
  const server = new Server();
  outbox.add({ room: 3, body: "one" });
  outbox.add({ room: 3, body: "two" });
  await calm();
  const after = browser.tab(server.ask);
  await after.begin(1);
  after.release(3);
  await calm();
  assert.deepEqual(server.bodies, ["two"]);
});

test("who is muted keeps what they wrote, with the reason, and does not send it by itself", async () => {
  const browser = new Browser();
  const outbox = browser.tab(refusing({ error: "muted", text: "You are muted.", retry_after: 600 }));
  await outbox.begin(1);
  outbox.add({ room: 3, body: "one" });
  await calm();
  await browser.time.pass(700_000);
  assert.deepEqual(outbox.of(3).map(({ body, refusal }) => [body, refusal]), [["one", "You are muted."]]);
});

test("what waits outlives the page, and is another person's never", async () => {
  const browser = new Browser();
  const server = new Server();
  server.isThere = false;
  const before = browser.tab(server.ask);
  await before.begin(1);
  before.add({ room: 3, body: "kept" });
  await calm();
  server.isThere = true;
  const other = browser.tab(server.ask);
  await other.begin(2);
  await calm();
  assert.deepEqual([other.entries, server.bodies], [[], []]);
  const after = browser.tab(server.ask);
  await after.begin(1);
  await calm();
  assert.deepEqual(server.bodies, ["kept"]);
  assert.deepEqual([after.entries, before.entries, await browser.store.all([1])], [[], [], []]);
});

test("two tabs share what waits, and each message is sent by one of them", async () => {
  const browser = new Browser();
  const server = new Server();
  server.isThere = false;
  const [one, other] = [browser.tab(server.ask), browser.tab(server.ask)];
  await Promise.all([one.begin(1), other.begin(1)]);
  one.add({ room: 3, body: "from one" });
  await browser.time.pass(1);
  other.add({ room: 3, body: "from the other" });
  await browser.time.pass(1);
  assert.deepEqual(one.of(3), other.of(3));
  server.isThere = true;
  await Promise.all([one.send(), other.send()]);
  await calm();
  await browser.time.pass(60_000);
  assert.deepEqual(server.bodies, ["from one", "from the other"]);
  assert.equal(server.asked.length, 2);
  assert.deepEqual([one.entries, other.entries], [[], []]);
});

test("what a tab leaves unsent another one sends", async () => {
  const browser = new Browser();
  const server = new Server();
  const [closing, open] = [browser.tab(() => Promise.reject(new Lost())), browser.tab(server.ask)];
  await Promise.all([closing.begin(1), open.begin(1)]);
  closing.add({ room: 3, body: "left behind" });
  await calm();
  await browser.time.pass(5000);
  await calm();
  assert.deepEqual(server.bodies, ["left behind"]);
});

test("a refusal that somebody retries is retried in every tab", async () => {
  const browser = new Browser();
  const server = new Server();
  let allowed = false;
  const ask = (command) => (allowed ? server.ask(command) : refusing({ error: "forbidden", text: "Not now." })());
  const [one, other] = [browser.tab(ask), browser.tab(ask)];
  await Promise.all([one.begin(1), other.begin(1)]);
  one.add({ room: 3, body: "please" });
  await calm();
  assert.equal(other.of(3)[0].refusal, "Not now.");
  allowed = true;
  other.retry(other.of(3)[0]);
  await calm();
  assert.deepEqual([server.bodies, one.entries, other.entries], [["please"], [], []]);
});

test("a message that is seen in the room is no more to be sent", async () => {
  const outbox = new Browser().tab(() => new Promise(() => {}));
  await outbox.begin(1);
  const entry = outbox.add({ room: 3, body: "one" });
  outbox.confirm(entry);
  assert.deepEqual(outbox.entries, []);
});
