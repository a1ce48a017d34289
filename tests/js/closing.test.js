import assert from "node:assert/strict";
import { test } from "node:test";
import { causesOf, explain } from "../../static/chat/js/models/closing.js";

const page = { secure: true, host: "chat.example" };
const close = (code, more) => ({ code, address: "wss://chat.example/wss", opened: true, took: 20, ...more });

test("codes of the protocol and of this server have texts of their own", () => {
  assert.equal(explain(close(4504), page).text, "4504");
  assert.equal(explain(close(1009), page).text, "1009");
  assert.equal(explain(close(1012), page).tone, "calm");
  assert.equal(explain(close(1011), page).tone, "fault");
});

test("codes of other servers are told apart by their range", () => {
  assert.equal(explain(close(4123), page).text, "own");
  assert.equal(explain(close(3000), page).text, "library");
  assert.equal(explain(close(1099), page).text, "unknown");
});

test("a close that the visitor asked for is no fault", () => {
  assert.deepEqual(explain(close(1000, { asked: true }), page), { code: 1000, text: "asked", tone: "calm", causes: [] });
  assert.equal(explain(close(1006, { asked: true, opened: false }), page).text, "stopped");
});

test("1006 on an open socket is a broken connection, not a certificate", () => {
  const told = explain(close(1006), page);
  assert.equal(told.text, "lost");
  assert.ok(!told.causes.includes("certificate"));
});

test("a foreign host's certificate is the first thing to look at", () => {
  assert.equal(causesOf({ address: "wss://other.example:8282/", took: 30 }, page)[0], "certificate");
});

test("this page's own host has proved its certificate already", () => {
  const causes = causesOf({ address: "wss://chat.example/wss", took: 30 }, page);
  assert.ok(!causes.includes("certificate") && causes.includes("exception"));
});

test("a long wait means a firewall, ws:// on https means mixed content, an IP means a name is missing", () => {
  assert.equal(causesOf({ address: "wss://other.example/", took: 21_000 }, page)[0], "firewall");
  assert.equal(causesOf({ address: "ws://other.example/", took: 5 }, page)[0], "mixed");
  assert.ok(causesOf({ address: "wss://203.0.113.7/", took: 5 }, page).includes("ip"));
});
