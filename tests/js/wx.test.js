import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "../../static/chat/js/lib/client.js";
import { Lost, Refused } from "../../static/chat/js/lib/questions.js";
import { signIn, webSocketOf } from "../../static/chat/js/lib/wx.js";
import { WELCOME } from "./line.js";
import { Time, settled } from "./time.js";

const MOST = 5; // sockets of a mini-program at a time

/** The `wx` of a mini-program, as WeChat documents it: what is not allowed fails, and says so only to `fail`. */
class Wx {
  tasks = [];

  connectSocket({ url, protocols, fail }) {
    const task = new Task(url, protocols);
    if (!url.startsWith("wss://")) queueMicrotask(() => fail({ errMsg: "connectSocket:fail url not in domain list" }));
    else if (this.living.length >= MOST) queueMicrotask(() => fail({ errMsg: "connectSocket:fail exceed max task count" }));
    else this.tasks.push(task);
    return task;
  }

  get living() {
    return this.tasks.filter(({ state }) => state !== "closed");
  }

  /** Five seconds in the background: WeChat cuts what is open. */
  interrupt() {
    for (const task of this.living) task.breaks("interrupted");
  }
}

class Task {
  state = "connecting";
  sent = [];
  heard = {};

  constructor(url, protocols) {
    Object.assign(this, { url, protocols });
    for (const name of ["Open", "Message", "Close", "Error"]) this[`on${name}`] = (listener) => (this.heard[name] = listener);
  }

  send({ data, fail }) {
    if (this.state !== "open") return fail({ errMsg: "sendSocketMessage:fail SocketTask.readyState is not OPEN" });
    this.sent.push(JSON.parse(data));
  }

  close({ code, fail }) {
    if (code !== 1000 && !(code >= 3000 && code <= 4999)) return fail({ errMsg: "closeSocket:fail invalid code" });
    this.ends(code);
  }

  /** The server accepts; a handshake whose subprotocol is not echoed fails. */
  async opens(echoed = this.protocols[0]) {
    if (this.protocols.length && !this.protocols.includes(echoed)) return this.breaks("subprotocol");
    this.state = "open";
    this.heard.Open({ header: {} });
    this.says({ ...WELCOME, re: this.sent[0].ref });
    await settled();
  }

  says(frame) {
    this.heard.Message({ data: JSON.stringify(frame) });
  }

  ends(code, reason = "") {
    this.state = "closed";
    this.heard.Close({ code, reason });
  }

  /** An error, after which no close may come. */
  breaks(errMsg) {
    this.state = "closed";
    this.heard.Error({ errMsg });
  }
}

function opened(wx, address = "wss://chat.example.org/wss/chat") {
  const time = new Time();
  const client = new Client({ address, WebSocket: webSocketOf(wx), clock: time, random: () => 0.5, hello: () => ({ token: "chat_secret" }) });
  client.start();
  return { client, time };
}

test("a mini-program comes in with a token, and asks", async () => {
  const wx = new Wx();
  const { client } = opened(wx);
  await wx.tasks[0].opens();
  assert.deepEqual(wx.tasks[0].protocols, ["chat.v1"]);
  assert.equal(wx.tasks[0].sent[0].token, "chat_secret");
  const asked = client.ask({ do: "room.list" });
  wx.tasks[0].says({ re: wx.tasks[0].sent[1].ref, rooms: [] });
  assert.deepEqual((await asked).rooms, []);
});

test("what was cut in the background comes back, though no close was told", async () => {
  const wx = new Wx();
  const { client } = opened(wx);
  await wx.tasks[0].opens();
  wx.interrupt();
  await wx.tasks[1].opens();
  assert.equal(client.state.name, "open");
});

test("a socket that could not be made is tried again later", async () => {
  const wx = new Wx();
  const others = Array.from({ length: MOST }, () => opened(wx));
  const { client, time } = opened(wx);
  await settled();
  assert.equal(client.state.name, "waiting");
  others[0].client.stop();
  await time.pass(1000);
  await wx.tasks.at(-1).opens();
  assert.equal(client.state.name, "open");
});

test("a server that echoes no subprotocol is no end of trying", async () => {
  const wx = new Wx();
  const { client } = opened(wx);
  await wx.tasks[0].opens("other");
  assert.notEqual(client.state.name, "stopped");
});

test("the close codes of the server are heard", async () => {
  const wx = new Wx();
  const { client } = opened(wx);
  await wx.tasks[0].opens();
  wx.tasks[0].ends(4503, "banned");
  assert.deepEqual([client.state.name, client.state.code, client.state.text], ["stopped", 4503, "banned"]);
});

test("no more than one socket is ever held", async () => {
  const wx = new Wx();
  const { client, time } = opened(wx);
  for (let cut = 0; cut < 20; cut += 1) {
    await wx.living[0].opens();
    await time.pass(11_000);
    wx.interrupt();
    await settled();
  }
  assert.equal(wx.living.length, 1);
  client.stop();
  assert.equal(wx.living.length, 0);
});

/** The part of `wx` with which one signs in: `answers` are what the site says. */
function doorOf(...answers) {
  const asked = [];
  return {
    asked,
    login: ({ success }) => success({ code: "0a1b" }),
    request({ success, fail, ...about }) {
      asked.push(about);
      const data = answers.shift();
      if (data) success({ statusCode: data.error ? 422 : 201, data });
      else fail({ errMsg: "request:fail timeout" });
    },
  };
}

test("a mini-program exchanges its login code for a token", async () => {
  const door = doorOf({ secret: "chat_x", token: { id: 1 } });
  assert.equal((await signIn(door, "https://chat.example.org", "vi")).secret, "chat_x");
  const [{ url, method, header, data }] = door.asked;
  assert.deepEqual([url, method], ["https://chat.example.org/api/mini/login", "POST"]);
  assert.deepEqual(data, { code: "0a1b", provider: "wechat" });
  assert.equal(header["Accept-Language"], "vi");
});

test("who is not let in hears why, and what did not come through is lost", async () => {
  const refused = { error: "code_void", text: "Ask for a new one.", retry_after: 3 };
  await assert.rejects(signIn(doorOf(refused), "https://a.b"), (error) => {
    assert.deepEqual([error.code, error.message, error.retryAfter], ["code_void", "Ask for a new one.", 3]);
    return error instanceof Refused;
  });
  await assert.rejects(signIn(doorOf(null), "https://a.b"), Lost);
  await assert.rejects(signIn(doorOf("<html>"), "https://a.b"), Lost);
  await assert.rejects(signIn({ login: ({ fail }) => fail({ errMsg: "login:fail" }) }, "https://a.b"), Lost);
});
