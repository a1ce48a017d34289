import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, doorOf, factsOf, methodsOf } from "../../static/chat/js/models/address.js";

const site = { scheme: "wss", host: "chat.example:8282" };

test("each door has its address on this site", () => {
  assert.equal(addressOf("wss", site), "wss://chat.example:8282/wss");
  assert.equal(addressOf("root", site), "wss://chat.example:8282");
  assert.equal(addressOf("broadcast", site, "phòng 1"), "wss://chat.example:8282/wss/broadcast/ph%C3%B2ng%201");
});

test("a typed address finds its door, however it is written", () => {
  assert.equal(doorOf("WSS://Chat.Example:8282/wss", site, "lobby"), "wss");
  assert.equal(doorOf("wss://chat.example:8282/", site, "lobby"), "root");
  assert.equal(doorOf("wss://elsewhere.example/wss", site, "lobby"), null);
});

test("what is no socket address is known before it is tried", () => {
  for (const address of ["", "tom", "https://chat.example/", "wss://chat.example/#a", "wss://"]) {
    assert.equal(factsOf(address), null, address);
  }
});

test("an address tells whether it is encrypted, an IP, or this machine", () => {
  const plain = factsOf("ws://203.0.113.7:8282/");
  assert.deepEqual([plain.secure, plain.isIp, plain.isLocal, plain.port], [false, true, false, "8282"]);
  const local = factsOf("wss://[::1]/wss");
  assert.deepEqual([local.secure, local.isIp, local.isLocal, local.port], [true, true, true, "443"]);
  assert.equal(factsOf("wss://chat.example/wss").page, "https://chat.example/");
});

test("the tutorial's two methods: with the port, and /wss without one", () => {
  assert.deepEqual(methodsOf(site), { port: "wss://chat.example:8282", path: "wss://chat.example/wss" });
  const proxied = { scheme: "wss", host: "chat.example" };
  assert.deepEqual(methodsOf(proxied), { port: "wss://chat.example:8282", path: "wss://chat.example/wss" });
});
