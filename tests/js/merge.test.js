import assert from "node:assert/strict";
import { test } from "node:test";
import { Chat } from "../../static/chat/js/models/chat.js";
import { Connection } from "./connection.js";
import { dice } from "./dice.js";
import { Log, Site } from "./site.js";
import { Time, settled } from "./time.js";

const ME = 1;
const RUNS = 2000;
const STEPS = 60;
const ROOMS = [1, 2];

/** Somebody at a page, and the site behind it. */
function seated() {
  const site = new Site(ME, ROOMS.map((id) => new Log(id)));
  const connection = new Connection(site);
  const chat = new Chat(connection, { clock: new Time() });
  return { site, connection, chat };
}

/** Somebody changes something in a room. */
function change(site, roll) {
  const log = site.logs.get(ROOMS[roll(ROOMS.length)]);
  const alive = log.messages.filter(({ deleted }) => !deleted);
  const message = alive[roll(alive.length || 1)];
  if (!message || roll(2)) return site.tell(log.post(ME + roll(3), roll(4) ? [] : [ME]));
  return site.tell(roll(4) ? log.edit(message) : log.delete(message));
}

/** The server is restored from a backup. */
function restore({ site, connection }, roll) {
  connection.cut();
  for (const log of site.logs.values()) log.restore(roll(log.seq + 1));
}

/** The person does something, or the network. */
function step(seat, roll) {
  const { site, connection, chat } = seat;
  const { current } = chat;
  const deeds = [
    ...Array(8).fill(() => change(site, roll)),
    ...Array(8).fill(() => connection.take()),
    ...Array(14).fill(() => connection.hear({ lost: roll(12) === 0, twice: roll(12) === 0 })),
    () => chat.look(ROOMS[roll(ROOMS.length)]),
    () => chat.look(current?.id, 1 + roll(site.logs.get(current?.id ?? 1).seq + 1)),
    () => chat.older(),
    () => chat.newer(),
    () => chat.latest(),
    () => chat.read(),
    () => current?.trim(0),
    () => current?.timeline.keep(3),
    () => roll(3) || connection.cut(),
    () => roll(8) || restore(seat, roll),
    () => connection.state.name === "open" || connection.opens(),
  ];
  return deeds[roll(deeds.length)]();
}

/** What a room shows is what the log holds from there on, without a hole. */
function compare(room, log, seed) {
  const { timeline, past } = room;
  assert.deepEqual(timeline.messages, log.messages.filter(({ seq }) => seq >= timeline.from), `timeline, seed ${seed}`);
  assert.equal(timeline.at, log.seq, `position, seed ${seed}`);
  if (!timeline.older) assert.deepEqual(timeline.messages, log.messages, `all, seed ${seed}`);
  if (past) assert.deepEqual(past.messages, log.messages.filter(({ seq }) => seq >= past.first && seq <= past.last), `past, seed ${seed}`);
  const { unread, mentions } = log.mine(ME, room.read);
  if (timeline.from <= room.read + 1) assert.deepEqual([room.unread, room.mentions], [unread, mentions], `unread, seed ${seed}`);
  else assert.ok(room.unread >= unread, `unread, seed ${seed}`);
}

test("whatever is lost, repeated or cut, what is shown ends as the log", async () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const roll = dice(seed);
    const seat = seated();
    for (let before = roll(90); before > 0; before -= 1) change(seat.site, roll);
    seat.connection.opens();
    for (let steps = 0; steps < STEPS; steps += 1) {
      step(seat, roll);
      for (let turn = 0; turn < 6; turn += 1) await null;
    }
    seat.connection.cut();
    await settled();
    seat.connection.opens();
    await seat.connection.drain();
    for (const [id, log] of seat.site.logs) compare(seat.chat.rooms.get(id), log, seed);
    for (let pages = 0; pages < 40 && seat.chat.current.past; pages += 1) {
      seat.chat.newer();
      await seat.connection.drain();
    }
    assert.equal(seat.chat.current.past, null, `the way back, seed ${seed}`);
    compare(seat.chat.current, seat.site.logs.get(seat.chat.current.id), seed);
  }
});
