import assert from "node:assert/strict";
import { test } from "node:test";
import { Socket } from "../../static/chat/js/lib/socket.js";
import { Session, wordsOf } from "../../static/chat/js/models/session.js";
import { FakeWebSocket } from "./fakes.js";

const page = { secure: true, host: "chat.example" };

function newSession() {
  let time = 0;
  const session = new Session(page, new Socket({ WebSocket: FakeWebSocket, now: () => (time += 5) }));
  session.connect("wss://chat.example/wss", "tom");
  return [session, FakeWebSocket.last];
}

test("the walk: it opens, says tom, and times what comes back", () => {
  const [session, server] = newSession();
  assert.equal(session.state, "connecting");
  server.accept();
  assert.deepEqual(server.sent, ["tom"]);
  server.say("tom");
  assert.equal(session.echo.data, "tom");
  assert.equal(session.echo.roundTrip, 5);
  assert.deepEqual(session.entries.map((entry) => entry.kind), ["open", "text", "text"]);
});

test("what nobody sent is no echo", () => {
  const [session, server] = newSession();
  server.accept();
  server.say("hello");
  assert.equal(session.echo, null);
});

test("equal frames are timed one by one, binary ones by their bytes", () => {
  const [session, server] = newSession();
  server.accept();
  session.send(new Uint8Array([1, 2]).buffer);
  session.send(new Uint8Array([1, 2]).buffer);
  server.say(new Uint8Array([1, 2]).buffer);
  server.say(new Uint8Array([1, 2]).buffer);
  server.say(new Uint8Array([1, 2]).buffer);
  const trips = session.entries.filter((entry) => entry.sent === false).map((entry) => entry.roundTrip);
  assert.equal(trips.filter((trip) => trip === null).length, 1);
});

test("the server's error is kept in its own words beside the close code", () => {
  const [session, server] = newSession();
  server.accept();
  server.say('{"on":"error","error":"no_such_door","text":"There is no door at /nope."}');
  server.end(4504, "no such door");
  assert.equal(session.refusal, "There is no door at /nope.");
  assert.equal(session.closing.text, "4504");
  assert.equal(session.state, "closed");
});

test("an echo that looks like an error is an echo", () => {
  const [session, server] = newSession();
  server.accept();
  const frame = '{"on":"error","text":"boo"}';
  session.send(frame);
  server.say(frame);
  assert.equal(session.refusal, null);
});

test("an address that the browser refuses is explained, and another can be tried", () => {
  const [session, server] = newSession();
  server.end(1006);
  session.connect("wss://chat.example/#no");
  assert.equal(session.closing.text, "address");
  session.connect("wss://chat.example/wss");
  assert.equal(session.state, "connecting");
});

test("the log stays bounded", () => {
  const [session, server] = newSession();
  server.accept();
  for (let n = 0; n < 700; n += 1) server.say(String(n));
  assert.equal(session.entries.length, 500);
  assert.equal(session.entries.at(-1).data, "699");
});

test("only error and bye frames carry the server's words", () => {
  assert.equal(wordsOf('{"on":"bye","text":"Restarting."}'), "Restarting.");
  for (const data of ["tom", "{", '{"on":"message","text":"x"}', "null", new ArrayBuffer(2)]) {
    assert.equal(wordsOf(data), null);
  }
});
