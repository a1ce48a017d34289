import assert from "node:assert/strict";
import { test } from "node:test";
import { Socket } from "../../static/chat/js/lib/socket.js";
import { CHECKS, Checks } from "../../static/chat/js/models/checks.js";
import { EchoWebSocket, FakeWebSocket } from "./fakes.js";

const page = { secure: true, host: "chat.example" };

async function verdicts(WebSocket, address = "wss://chat.example/wss", from = page) {
  const checks = new Checks(from, { makeSocket: () => new Socket({ WebSocket }), patience: 20 });
  await checks.run(address);
  return new Map(CHECKS.map((id) => [id, checks.results.get(id).verdict]));
}

test("an echo server that does everything right is all ok", async () => {
  const found = await verdicts(EchoWebSocket);
  assert.deepEqual([...found].filter(([, verdict]) => verdict !== "ok"), []);
});

test("what does not open is one fault, and the rest is skipped rather than blamed", async () => {
  class Closed extends FakeWebSocket {
    constructor(...words) {
      super(...words);
      queueMicrotask(() => this.end(1006));
    }
  }
  const found = await verdicts(Closed);
  assert.equal(found.get("open"), "fault");
  for (const id of CHECKS.slice(4)) assert.equal(found.get(id), "skipped", id);
});

test("a server that never answers is told from one that closes", async () => {
  class Silent extends EchoWebSocket {
    send(data) {
      this.sent.push(data);
    }
  }
  class Strict extends EchoWebSocket {
    send(data) {
      if (typeof data === "string" && data) super.send(data);
      else this.end(1003);
    }
  }
  assert.equal((await verdicts(Silent)).get("text"), "warning");
  assert.equal((await verdicts(Strict)).get("binary"), "fault");
});

test("a lost close code and an ignored subprotocol are warnings", async () => {
  class Vague extends EchoWebSocket {
    accept() {
      super.accept("");
    }
    close() {
      queueMicrotask(() => this.end(1000));
    }
  }
  const found = await verdicts(Vague);
  assert.equal(found.get("subprotocol"), "warning");
  assert.equal(found.get("closing"), "warning");
});

test("the address alone shows mixed content, an IP, and nonsense", async () => {
  assert.equal((await verdicts(EchoWebSocket, "ws://other.example/")).get("wss"), "fault");
  assert.equal((await verdicts(EchoWebSocket, "wss://203.0.113.7/")).get("name"), "warning");
  assert.equal((await verdicts(EchoWebSocket, "tom")).get("open"), "fault");
  assert.equal((await verdicts(EchoWebSocket, "ws://a.example", { secure: false })).get("https"), "warning");
});
