/**
 * The service worker of the whole site. `keeps` is told by /sw.js: a version, the offline page, the
 * files with hashes that the chat page loads, and the pictures of notifications.
 *
 * Nothing that is somebody's own is ever kept: no page but the offline one, no answer of the API, no file
 * of a message.
 */

const { version, offline, files, icon, badge } = self.keeps;
const CACHE = `chatsite-${version}`;
const HASHED = /^\/static\/.+\.[0-9a-f]{12}\.\w+$/; // another content has another name

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (isKept(new URL(request.url))) event.respondWith(file(request));
});
addEventListener("push", (event) => event.waitUntil(show(event.data.json())));
addEventListener("notificationclick", (event) => event.waitUntil(open(event.notification)));

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll([new Request(offline, { cache: "reload" }), ...files]);
  await skipWaiting(); // no page depends on which worker it has
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
  await clients.claim();
}

async function page({ preloadResponse, request }) {
  try {
    const answer = (await preloadResponse) ?? (await fetch(request));
    return isForAnother(answer) ? ((await caches.match(offline)) ?? answer) : answer;
  } catch {
    return (await caches.match(offline)) ?? Response.error();
  }
}

/** A proxy speaks for a site that does not answer: each page of the site says what a browser may do. */
function isForAnother({ status, headers }) {
  return status >= 502 && status <= 504 && !headers.has("Content-Security-Policy");
}

async function file(request) {
  const known = await caches.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(CACHE)).put(request, answer.clone());
  return answer;
}

function isKept({ origin, pathname }) {
  return origin === location.origin && HASHED.test(pathname);
}

/** What a push says, unless somebody looks at its room at this moment. */
async function show({ title, body, tag, url, renotify }) {
  const ours = await windows();
  if (ours.some((window) => window.visibilityState === "visible" && pathOf(window) === pathOf({ url }))) return;
  await registration.showNotification(title, { body, tag, renotify: Boolean(renotify), icon, badge, data: url });
}

/** Leads to what was said: in the window of the room, else in any of the chat, else in a new one. */
async function open(notification) {
  notification.close();
  const url = notification.data;
  const ours = (await windows()).filter((window) => /^\/(rooms\/\d+\/)?$/.test(pathOf(window)));
  const found = ours.find((window) => pathOf(window) === pathOf({ url })) ?? ours[0];
  if (!found) return clients.openWindow(url);
  found.postMessage({ go: url });
  return found.focus();
}

function windows() {
  return clients.matchAll({ type: "window", includeUncontrolled: true });
}

function pathOf({ url }) {
  return new URL(url, location.origin).pathname;
}
