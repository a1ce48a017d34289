/** What is done when somebody writes a command: `/topic Lunch`. A deed that was not done gives null, and it is said why. */

import { fold } from "../../lib/fold.js";
import { say } from "../../lib/speech.js";
import { confirm } from "./confirm.js";

const DEEDS = new Map([
  ["topic", ({ model, room, text }) => model.ask({ do: "room.update", room: room.id, topic: text })],
  ["rename", ({ model, room, text }) => model.ask({ do: "room.update", room: room.id, title: text })],
  ["join", join],
  ["invite", invite],
  ["msg", message],
  ["leave", leave],
  ["mute", mute],
  ["unmute", unmute],
  ["freeze", ({ model, room }) => model.ask({ do: "room.update", room: room.id, frozen: true })],
  ["unfreeze", ({ model, room }) => model.ask({ do: "room.update", room: room.id, frozen: false })],
  ["slow", ({ model, room, seconds }) => model.ask({ do: "room.update", room: room.id, slow: seconds })],
  ["pin", pin],
  ["away", status],
  ["busy", status],
  ["online", status],
  ["help", ({ host }) => tell(host, "ask", { dialog: "keys" })],
]);

const ALWAYS = new Set(["help", "away", "busy", "online"]); // what can be done without a connection

/** Does an order of models/slash.js; resolves with false where it was not done, and all is to stay as it is. */
export async function perform(order, { model, room, host }) {
  if (model.state.name !== "open" && !ALWAYS.has(order.name)) {
    model.complain(say("lost"));
    return false;
  }
  return (await DEEDS.get(order.name)({ ...order, model, room, host })) !== null;
}

async function join({ model, room: here, text }) {
  const wanted = fold(text.replace(/^#/, ""));
  const named = ({ slug, title }) => slug === wanted || fold(title ?? "") === wanted;
  const mine = [...model.rooms.values()].find((room) => room.kind !== "direct" && named(room));
  if (mine) return model.look(mine.id);
  const room = (await model.joinable(text.replace(/^#/, ""))).find(named);
  return room ? model.enter({ do: "room.join", room: room.id }) : refuse(here, say("slash.no_room", { name: text }));
}

async function invite({ model, room, people }) {
  const users = await found(people, model, room);
  return users && model.ask({ do: "room.invite", room: room.id, users: users.map(({ id }) => id) });
}

async function message({ model, room, people, text }) {
  const users = await found(people, model, room);
  const direct = users && (await model.talkTo(users.map(({ id }) => id)));
  if (direct && text) model.say({ room: direct, body: text });
  return direct;
}

/** Of the bell of the room; or of somebody in it, where one is named. */
async function mute({ model, room, people, seconds, text: reason }) {
  if (!people) return model.setLevel(room, "nothing");
  const users = await found(people, model, room);
  return users && model.ask({ do: "member.mute", room: room.id, user: users[0].id, seconds, reason });
}

async function unmute({ model, room, people }) {
  if (!people) return model.setLevel(room, "all");
  const users = await found(people, model, room);
  return users && model.ask({ do: "member.unmute", room: room.id, user: users[0].id });
}

/** The message that one is answering, or else the latest. */
function pin({ model, room }) {
  const { draft, timeline } = room;
  const message = draft.replyTo ?? timeline.messages.findLast(({ deleted }) => !deleted);
  return message ? model.pin(room, { ...message, pinned: null }) : refuse(room, say("slash.nothing_to_pin"));
}

async function leave({ model, room }) {
  const text = say(room.kind === "private" ? "room.leave.sure.private" : "room.leave.sure", { room: room.name });
  if (!(await confirm(text, say("room.leave")))) return null;
  return model.ask({ do: "room.leave", room: room.id });
}

function status({ model, name }) {
  model.setStatus(name); // which is told again whenever there is a connection
}

/** The users that go by these usernames; null, and it is said, where one of them is not known. */
async function found(names, model, room) {
  const users = await Promise.all(names.map((name) => personCalled(name, model, room)));
  const missing = users.indexOf(undefined);
  return missing < 0 ? users : refuse(room, say("slash.nobody", { name: names[missing] }));
}

async function personCalled(name, model, room) {
  const is = ({ username }) => username.toLowerCase() === name.toLowerCase();
  const member = [...room.members.values()].find(({ user }) => is(user));
  return member?.user ?? (await model.findPeople(name)).find(is);
}

function refuse({ draft }, text) {
  draft.trouble = text;
  return null;
}

function tell(host, type, detail) {
  host.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
}
