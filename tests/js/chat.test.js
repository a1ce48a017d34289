import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../static/chat/js/lib/store.js";
import { Chat } from "../../static/chat/js/models/chat.js";
import { Connection } from "./connection.js";
import { connected } from "./line.js";
import { Log, Site } from "./site.js";
import { Time, settled } from "./time.js";

const ME = 1;
const TOM = 2;

/** Somebody whose rooms have these logs, and who is connected. */
async function seated(logs = [new Log(1), new Log(2)], options = {}) {
  const site = new Site(ME, logs);
  const connection = new Connection(site);
  const time = new Time();
  const chat = new Chat(connection, { clock: time, ...options });
  connection.opens();
  await connection.drain();
  return { site, connection, time, chat, logs };
}

/** What a log tells, heard. */
async function tell({ site, connection }, event) {
  site.tell(event);
  await connection.drain();
}

const asked = ({ connection }, name) => connection.asked.filter((command) => command.do === name);
const filled = (log, posts, author = TOM) => {
  for (let post = 0; post < posts; post += 1) log.post(author);
  return log;
};

test("the page's own first room is shown before there is a connection", () => {
  const log = filled(new Log(1), 3);
  const site = new Site(ME, [log]);
  const chat = new Chat(new Connection(site));
  chat.begin({ welcome: site.welcome, opened: log.open({}) });
  assert.equal(chat.current.timeline.messages.length, 3);
  assert.deepEqual([chat.current.unread, chat.current.line], [3, 0]);
  assert.equal(chat.state.name, "stopped");
});

test("once connected, the first room is asked for no more than was missed", async () => {
  const log = filled(new Log(1), 3);
  const site = new Site(ME, [log]);
  const connection = new Connection(site);
  const chat = new Chat(connection);
  chat.begin({ welcome: site.welcome, opened: log.open({}) });
  log.post(TOM);
  connection.opens();
  await connection.drain();
  assert.deepEqual(connection.asked[0], { do: "room.open", room: 1, since: 3, epoch: "first" });
  assert.equal(chat.current.timeline.messages.length, 4);
});

test("a room that nobody has looked at counts what is new, and shows it all once somebody does", async () => {
  const seat = await seated([new Log(1), filled(new Log(2), 9)]);
  const room = seat.chat.rooms.get(2);
  assert.deepEqual([room.unread, room.timeline.messages.length], [9, 0]);
  await tell(seat, seat.logs[1].post(TOM, [ME]));
  assert.deepEqual([room.unread, room.mentions, room.timeline.messages.length], [10, 1, 1]);
  seat.chat.look(2);
  await seat.connection.drain();
  assert.ok(room.timeline.messages.length > 5);
  assert.equal(room.line, 0);
});

test("what is unread and deleted is unread no more", async () => {
  const seat = await seated([new Log(1), filled(new Log(2), 3)]);
  const log = seat.logs[1];
  await tell(seat, log.post(TOM, [ME]));
  await tell(seat, log.delete(log.messages[0]));
  assert.deepEqual([seat.chat.rooms.get(2).unread, seat.chat.rooms.get(2).mentions], [3, 1]);
  await tell(seat, log.delete(log.messages[3]));
  assert.deepEqual([seat.chat.rooms.get(2).unread, seat.chat.rooms.get(2).mentions], [2, 0]);
});

test("what is read is read in the list at once, and told", async () => {
  const seat = await seated([filled(new Log(1), 3)]);
  seat.chat.read();
  assert.equal(seat.chat.current.unread, 0);
  assert.deepEqual(asked(seat, "mark.read"), [{ do: "mark.read", room: 1, seq: 3 }]);
  assert.equal(seat.chat.current.line, 0, "the line stays while one looks");
});

test("fifty messages that are read as they come are not fifty marks", async () => {
  const seat = await seated([filled(new Log(1), 1)]);
  for (let second = 0; second < 50; second += 1) {
    await tell(seat, seat.logs[0].post(TOM));
    seat.chat.read();
    await seat.time.pass(100);
  }
  await seat.time.pass(2000);
  assert.ok(asked(seat, "mark.read").length <= 5);
  assert.equal(asked(seat, "mark.read").at(-1).seq, 51);
});

test("a mark that was lost is made good", async () => {
  const seat = await seated([filled(new Log(1), 3)]);
  seat.chat.read();
  seat.connection.cut();
  await settled();
  await seat.time.pass(2000);
  seat.connection.opens();
  await seat.connection.drain();
  assert.deepEqual([seat.logs[0].read, seat.chat.current.unread], [3, 0]);
});

test("what is read on another device is read here", async () => {
  const seat = await seated([new Log(1), filled(new Log(2), 3)]);
  await tell(seat, { on: "read", room: 2, user: ME, seq: 3 });
  assert.equal(seat.chat.rooms.get(2).unread, 0);
});

test("what comes while nobody sees the page is new when they are back", async () => {
  const seat = await seated([filled(new Log(1), 3)]);
  seat.chat.read();
  seat.chat.attend(false);
  await tell(seat, seat.logs[0].post(TOM));
  seat.chat.read();
  assert.equal(seat.chat.current.unread, 1);
  seat.chat.attend(true);
  assert.equal(seat.chat.current.line, 3);
});

test("one's own message is no news, and shown once", async () => {
  const seat = await seated();
  seat.chat.say({ room: seat.chat.current, body: "hello" });
  const [entry] = seat.chat.outbox.of(1);
  const event = seat.logs[0].post(ME);
  event.message.client_id = entry.client_id;
  await tell(seat, event);
  assert.deepEqual(seat.chat.outbox.of(1), []);
  assert.equal(seat.chat.current.unread, 0);
});

test("a jump shows what was said around a message, and leads back to now", async () => {
  const seat = await seated([filled(new Log(1), 60)]);
  seat.chat.look(1, 20);
  await seat.connection.drain();
  const room = seat.chat.current;
  assert.equal(room.target, 20);
  assert.notEqual(room.view, room.timeline);
  assert.deepEqual([room.view.older, room.view.newer], [true, true]);
  for (let pages = 0; room.view !== room.timeline; pages += 1) {
    assert.ok(pages < 20);
    seat.chat.newer();
    await seat.connection.drain();
  }
  assert.deepEqual(room.timeline.messages.map(({ seq }) => seq), Array.from({ length: 45 }, (_, at) => 16 + at));
});

test("who has gone on meanwhile is not taken to the past", async () => {
  const seat = await seated([filled(new Log(1), 60), new Log(2)]);
  const room = seat.chat.current;
  seat.chat.look(1, 20);
  seat.chat.look(2);
  await seat.connection.drain();
  assert.deepEqual([seat.chat.current.id, room.past, room.target], [2, null, null]);
});

test("a jump to what is shown asks nobody", async () => {
  const seat = await seated([filled(new Log(1), 10)]);
  const before = seat.connection.asked.length;
  seat.chat.look(1, 9);
  await settled();
  assert.deepEqual([seat.chat.current.target, seat.connection.asked.length], [9, before]);
});

test("what changes in the past that is shown is seen", async () => {
  const seat = await seated([filled(new Log(1), 60)]);
  seat.chat.look(1, 20);
  await seat.connection.drain();
  await tell(seat, seat.logs[0].edit(seat.chat.current.past.find(20)));
  assert.equal(seat.chat.current.view.find(20).body, "!");
  seat.chat.latest();
  assert.equal(seat.chat.current.view, seat.chat.current.timeline);
});

test("another history forgets the old one, the past with it", async () => {
  const seat = await seated([filled(new Log(1), 60)]);
  seat.chat.look(1, 20);
  await seat.connection.drain();
  seat.connection.cut();
  await settled();
  const restored = filled(new Log(1), 2);
  restored.epoch = "second";
  seat.site.logs.set(1, restored);
  seat.connection.opens();
  await seat.connection.drain();
  assert.equal(seat.chat.current.past, null);
  assert.deepEqual(seat.chat.current.timeline.messages, restored.messages);
});

test("whoever has five hundred rooms opens forty, slowly, and hears of the others by pings", async () => {
  const logs = Array.from({ length: 500 }, (_, at) => new Log(at + 1));
  const seat = await seated(logs);
  for (let second = 0; second < 60; second += 1) {
    await seat.time.pass(1000);
    await seat.connection.drain();
  }
  assert.equal(asked(seat, "room.open").length, 40);
  const open = new Set(asked(seat, "room.open").map(({ room }) => room));
  const quiet = logs.find(({ id }) => !open.has(id));
  quiet.post(TOM);
  assert.equal(Object.keys(seat.chat.positions).length, 500);
  seat.connection.tell("heads", { [quiet.id]: 1 });
  await seat.connection.drain();
  assert.equal(seat.chat.rooms.get(quiet.id).unread, 1);
  assert.equal(asked(seat, "room.close").length, 1);
});

test("the room that is looked at waits for no other", async () => {
  const logs = Array.from({ length: 30 }, (_, at) => new Log(at + 1));
  const site = new Site(ME, logs);
  const connection = new Connection(site);
  const chat = new Chat(connection, { clock: new Time() });
  connection.opens();
  chat.look(29);
  assert.ok(connection.asked.some(({ room }) => room === 29));
});

test("a change is told once, however much happens", async () => {
  let draw = null;
  const seat = await seated([new Log(1)], { soon: (call) => (draw = call) });
  draw();
  let changes = 0;
  seat.chat.addEventListener("change", () => (changes += 1));
  for (let posts = 0; posts < 50; posts += 1) await tell(seat, seat.logs[0].post(TOM));
  assert.equal(changes, 0);
  draw();
  assert.equal(changes, 1);
});

test("a timeline keeps to the newest while its end is read", async () => {
  const seat = await seated([new Log(1)]);
  for (let posts = 0; posts < 2500; posts += 1) seat.connection.tell("event", seat.logs[0].post(TOM));
  seat.chat.read();
  const { timeline } = seat.chat.current;
  assert.equal(timeline.messages.length, 2000);
  assert.deepEqual([timeline.older, timeline.messages[0].seq], [true, 501]);
});

test("a message that changes is another object, and no other one is", async () => {
  const seat = await seated([filled(new Log(1), 5)]);
  const { timeline } = seat.chat.current;
  const before = timeline.messages;
  assert.equal(timeline.messages, before);
  await tell(seat, seat.logs[0].edit(seat.logs[0].messages[2]));
  const after = timeline.messages;
  assert.notEqual(after, before);
  assert.deepEqual(after.map((message, at) => message === before[at]), [true, true, false, true, true]);
});

test("a refusal is told in words until it is dismissed; a lost connection, too", async () => {
  const seat = await seated();
  seat.chat.complain("Only its author can edit a message.");
  seat.chat.dismiss();
  assert.equal(seat.chat.notice, "");
  seat.connection.cut();
  assert.equal(await seat.chat.edit(seat.chat.current, { seq: 1 }, "x"), null);
  assert.notEqual(seat.chat.notice, "");
});

test("what was written and not sent is there after a reload, and nobody else's", async () => {
  const store = new Store();
  const before = await seated([new Log(1)], { store });
  before.chat.current.draft.body = "half a thou";
  await store.put([9, "draft", 1], "another's");
  const after = await seated([new Log(1)], { store });
  assert.equal(after.chat.current.draft.body, "half a thou");
});

test("what one writes before a slow browser brings what was kept comes behind it", async () => {
  const store = new Store();
  await store.put([ME, "draft", 1], "half a thou");
  const log = new Log(1);
  const site = new Site(ME, [log]);
  const chat = new Chat(new Connection(site), { store });
  chat.begin({ welcome: site.welcome, opened: log.open({}) });
  chat.current.draft.body = "ght";
  await settled();
  assert.equal(chat.current.draft.body, "half a thought");
  assert.deepEqual(await store.all([ME, "draft"]), [[[ME, "draft", 1], "half a thought"]]);
});

test("rooms that one may join are found behind all those that one is in", async () => {
  const seat = await seated();
  const pages = new Map([
    ["", { rooms: [{ id: 1, slug: "a" }, { id: 2, slug: "b" }], more: true }],
    ["b", { rooms: [{ id: 3, slug: "c" }], more: true }],
  ]);
  seat.chat.ask = async ({ after }) => pages.get(after) ?? assert.fail("more than was needed");
  assert.deepEqual((await seat.chat.joinable()).map(({ id }) => id), [3]);
  seat.chat.ask = async () => null; // refused, which is told elsewhere
  assert.deepEqual(await seat.chat.joinable(), []);
});

test("another person's page forgets who was here", async () => {
  const seat = await seated([filled(new Log(1), 3)]);
  const old = seat.chat.rooms.get(1);
  seat.connection.cut();
  await settled();
  seat.connection.tell("welcome", { user: { id: 7, name: "ann" }, rooms: [seat.logs[0].mine(7)], limits: {} });
  assert.notEqual(seat.chat.rooms.get(1), old);
  assert.equal(seat.chat.user.id, 7);
  seat.connection.opens();
  await seat.connection.drain();
  assert.equal(seat.chat.current.timeline.messages.length, 3);
});

test("a room that is gone is looked at no more", async () => {
  const seat = await seated();
  assert.equal(seat.chat.current.id, 1);
  await tell(seat, { on: "room", room: 1, id: 1, gone: true });
  assert.deepEqual([seat.chat.current.id, seat.chat.rooms.has(1)], [2, false]);
});

test("who has left the page for long is away, and here again when they are back", async () => {
  const seat = await seated();
  const statuses = () => asked(seat, "presence.set").map(({ status }) => status);
  seat.chat.attend(false);
  await seat.time.pass(60_000);
  seat.chat.attend(true);
  seat.chat.attend(false);
  await seat.time.pass(300_000);
  assert.deepEqual(statuses(), ["away"]);
  seat.chat.attend(true);
  assert.deepEqual(statuses(), ["away", "online"]);
});

test("how somebody wants to be seen is told again at each connection", async () => {
  const seat = await seated();
  seat.chat.setStatus("busy");
  seat.connection.cut();
  await settled();
  seat.connection.opens();
  assert.deepEqual(asked(seat, "presence.set").map(({ status }) => status), ["busy", "busy"]);
});

test("what is asked while the page still connects is asked once it is connected", async () => {
  const { client, sockets: [socket] } = connected();
  const chat = new Chat(client);
  const entered = chat.enter({ do: "room.create", kind: "private", title: "garden" });
  await settled();
  assert.equal(socket.latest("room.create"), undefined);
  await socket.opens();
  await socket.answer({ re: socket.latest("room.create").ref, error: "forbidden", text: "Not here." });
  assert.equal(await entered, null);
  assert.equal(chat.notice, "Not here.");
});

test("what a form asks while the page still connects is asked once it is connected", async () => {
  const { client, sockets: [socket] } = connected();
  const chat = new Chat(client);
  const saved = chat.request({ do: "profile.set", name: "Tom" });
  await settled();
  assert.equal(socket.latest("profile.set"), undefined);
  await socket.opens();
  await socket.answer({ re: socket.latest("profile.set").ref, user: TOM });
  assert.deepEqual((await saved).user, TOM);
});

test("nobody hears of what was typed before the page was connected", async () => {
  const seat = await seated();
  seat.connection.cut();
  await settled();
  seat.chat.typing();
  seat.connection.opens();
  await settled();
  assert.deepEqual(asked(seat, "typing"), []);
  seat.chat.typing();
  assert.equal(asked(seat, "typing").length, 1);
});

test("what is asked while the page cannot connect is refused in words", async () => {
  const { client, sockets } = connected();
  const chat = new Chat(client);
  const found = chat.findPeople("tom");
  while (client.state.name === "connecting") {
    sockets.at(-1).end(1006);
    await settled();
  }
  assert.deepEqual(await found, []);
  assert.notEqual(chat.notice, "");
});

test("direct rooms stand in the order of what was last said in them, all others by name", async () => {
  const logs = [filled(new Log(1, "direct"), 2), new Log(2, "direct"), filled(new Log(3, "direct"), 5), new Log(12), new Log(4)];
  const seat = await seated(logs);
  assert.deepEqual(seat.chat.list.map(({ id }) => id), [4, 12]);
  assert.deepEqual(seat.chat.direct.map(({ id }) => id), [3, 1, 2]);
  await tell(seat, { ...logs[1].post(TOM), message: { ...logs[1].messages[0], created: "9" } });
  assert.deepEqual(seat.chat.direct.map(({ id }) => id), [2, 3, 1]);
});
