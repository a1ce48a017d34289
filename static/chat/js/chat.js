/** The page /: one client, the chat behind it, and the elements that show it. */

import "./elements/chat/chat.js";
import { Client } from "./lib/client.js";
import { Chat } from "./models/chat.js";

const scheme = location.protocol === "https:" ? "wss" : "ws";
const client = new Client({ address: `${scheme}://${location.host}/wss/chat`, positions: () => chat.positions });
const chat = new Chat(client);

document.querySelector("chat-page").model = chat;
client.start();

addEventListener("online", () => client.wake());
addEventListener("pageshow", () => client.wake());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") client.wake();
});
