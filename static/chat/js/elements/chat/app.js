/** The page as an app: its worker, pushes to this browser, and where a press on a notification leads. */

import { Push } from "../../models/push.js";
import { api } from "./api.js";

const PATIENCE = 1500; // milliseconds that somebody who signs out waits for the server to forget this browser
const PLACE = /^\/rooms\/(\d+)\/(?:#(\d+))?$/;

/** `push`: the pushes to this browser, once the page is installed. */
export const app = { push: null };

/** Begins to be one; `key`: the site's, for push services. */
export function install(page, key) {
  const workers = navigator.serviceWorker;
  const standalone = matchMedia("(display-mode: standalone)").matches;
  app.push = new Push({
    key,
    api,
    workers: globalThis.PushManager && workers,
    notifications: globalThis.Notification,
    needsInstall: !standalone && isTouchApple(),
  });
  workers?.addEventListener("message", ({ data }) => go(page, data));
  document.addEventListener("submit", forget);
  if (document.readyState === "complete") begin(workers);
  else addEventListener("load", () => begin(workers)); // nothing that is on its way waits for what the worker keeps
}

/** A browser that takes no worker shows the page all the same. */
async function begin(workers) {
  await workers?.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
  await app.push.begin();
}

/** iPhones and iPads push to apps on the home screen only; iPads say that they are Macs. */
function isTouchApple() {
  return /iPhone|iPad|Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1 && !globalThis.PushManager;
}

/** The worker has been pressed: look there, in this window. */
function go(page, { go: url = "" }) {
  const found = PLACE.exec(url);
  if (!found) return;
  const [room, seq] = found.slice(1).map((digits) => (digits ? Number(digits) : null));
  page.dispatchEvent(new CustomEvent("go", { detail: { room, seq } }));
}

/** Whoever signs out is pushed to no more, here. The session's end says so to the server, too. */
async function forget(event) {
  if (event.target.id !== "sign-out" || app.push?.state !== "on") return;
  event.preventDefault();
  await Promise.race([app.push.turnOff(), new Promise((done) => setTimeout(done, PATIENCE))]);
  event.target.submit();
}
