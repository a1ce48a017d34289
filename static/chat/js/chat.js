/** The page /: one client, the chat behind it, and the elements that show it. */

import { install } from "./elements/chat/app.js";
import { Bell } from "./elements/chat/bell.js";
import "./elements/chat/chat.js";
import { Client } from "./lib/client.js";
import { Store } from "./lib/store.js";
import { Tabs } from "./lib/tabs.js";
import { Chat } from "./models/chat.js";

const LONGEST = 250; // milliseconds between two changes of a page that nobody sees: it has no frames

/** Before the next frame, if there is one. */
function soon(call) {
  const once = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    call();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, LONGEST);
}

const scheme = location.protocol === "https:" ? "wss" : "ws";
const client = new Client({ address: `${scheme}://${location.host}/wss/chat`, positions: () => chat.positions });
const tabs = new Tabs({ locks: navigator.locks, channel: new BroadcastChannel("chat") });
const chat = new Chat(client, { store: new Store({ indexedDB, IDBKeyRange }), tabs, soon });

const first = JSON.parse(document.querySelector("#first").textContent);
const page = document.querySelector("chat-page");

chat.begin(first);
chat.attend(document.visibilityState === "visible");
page.model = chat;
client.start();
new Bell(client, chat).listen();
install(page, first.push);

for (const change of ["online", "offline"]) addEventListener(change, () => client.wake());
addEventListener("pageshow", ({ persisted }) => persisted && client.wake()); // back from where the browser had put it aside
document.addEventListener("visibilitychange", () => {
  const isSeen = document.visibilityState === "visible";
  chat.attend(isSeen);
  if (isSeen) client.wake();
});
