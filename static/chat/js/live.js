/** The page /admin/live/: who is connected, looked at every other second while somebody sees it. */

import "./elements/live/sockets.js";
import { Live } from "./models/live.js";

const about = Object.freeze(JSON.parse(document.getElementById("live").textContent));
const form = document.querySelector(".live-search");
const live = new Live({ csrf: () => form.elements.csrfmiddlewaretoken.value });

const list = document.querySelector("live-sockets");
Object.assign(list, { model: live, words: about.words, about });

const asked = () => ({ q: form.elements.q.value, door: form.elements.door.value });
form.addEventListener("input", () => live.want(asked()));
form.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("visibilitychange", () => live.attend(document.visibilityState === "visible"));
live.want(asked()); // a browser may have kept what was typed
live.attend(document.visibilityState === "visible");
