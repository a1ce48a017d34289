import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

const CODE = readFileSync(new URL("../../static/chat/js/sw.js", import.meta.url), "utf8");
const ORIGIN = "https://chat.example.org";
const FILE = "/static/chat/js/chat.0123456789ab.js";
const KEEPS = { version: "2", offline: "/offline/", files: [FILE], icon: "/i.png", badge: "/b.png" };
const NOTICE = { title: "design", body: "tom: hello", url: "/rooms/7/#58", room: 7, tag: "room-7" };

const pathOf = (request) => new URL(request.url ?? request, ORIGIN).pathname;

class Cache {
  kept = new Map();

  async addAll(requests) {
    for (const request of requests) this.kept.set(pathOf(request), `kept ${pathOf(request)}`);
  }

  async put(request, answer) {
    this.kept.set(pathOf(request), answer);
  }
}

/** A browser with our worker in it. */
class Browser {
  #listeners = new Map();
  stores = new Map([["chatsite-1", new Cache()]]);
  windows = [];
  shown = [];
  opened = [];
  online = true;
  status = 200;
  headers = new Headers();
  asked = []; // of the network

  constructor() {
    const { stores } = this;
    const caches = {
      open: async (name) => stores.set(name, stores.get(name) ?? new Cache()).get(name),
      keys: async () => [...stores.keys()],
      delete: async (name) => stores.delete(name),
      match: async (request) => [...stores.values()].map(({ kept }) => kept.get(pathOf(request))).find(Boolean),
    };
    const told = {
      self: { keeps: KEEPS },
      caches,
      location: { origin: ORIGIN },
      URL,
      Request: class {
        constructor(url) {
          this.url = url;
        }
      },
      Response: { error: () => "an error" },
      fetch: (request) => this.#fetch(request),
      addEventListener: (name, listener) => this.#listeners.set(name, listener),
      skipWaiting: async () => {},
      clients: {
        claim: async () => {},
        matchAll: async () => this.windows,
        openWindow: async (url) => this.opened.push(url),
      },
      registration: { showNotification: async (title, about) => this.shown.push([title, { ...about }]) },
    };
    runInContext(CODE, createContext(told));
  }

  async #fetch(request) {
    this.asked.push(pathOf(request));
    if (!this.online) throw new TypeError("Failed to fetch");
    return { ok: this.status < 400, status: this.status, headers: this.headers, clone: () => "a copy", told: pathOf(request) };
  }

  /** What the worker makes of an event; undefined where it leaves it to the browser. */
  async hear(name, about = {}) {
    let done;
    this.#listeners.get(name)({ ...about, waitUntil: (work) => (done = work), respondWith: (work) => (done = work) });
    return done;
  }

  ask(path, { mode = "no-cors", method = "GET", origin = ORIGIN } = {}) {
    return this.hear("fetch", { request: { url: origin + path, mode, method } });
  }

  push(notice = NOTICE) {
    return this.hear("push", { data: { json: () => notice } });
  }

  press(url = NOTICE.url) {
    return this.hear("notificationclick", { notification: { data: url, close: () => this.opened.push("closed") } });
  }

  window(path, visibilityState = "visible") {
    const window = { url: ORIGIN + path, visibilityState, told: [] };
    window.postMessage = (data) => window.told.push({ ...data });
    window.focus = async () => window.told.push("focus");
    this.windows.push(window);
    return window;
  }
}

async function installed() {
  const browser = new Browser();
  await browser.hear("install");
  await browser.hear("activate");
  return browser;
}

test("it keeps the offline page and what never changes, and nothing of the worker before it", async () => {
  const { stores } = await installed();
  assert.deepEqual([...stores.keys()], ["chatsite-2"]);
  assert.deepEqual([...stores.get("chatsite-2").kept.keys()], ["/offline/", FILE]);
});

test("a page comes from the network; without one, the offline page", async () => {
  const browser = await installed();
  assert.equal((await browser.ask("/rooms/7/", { mode: "navigate" })).told, "/rooms/7/");
  browser.online = false;
  assert.equal(await browser.ask("/rooms/7/", { mode: "navigate" }), "kept /offline/");
});

test("where a proxy says that the site does not answer, the offline page; what the site itself says of trouble is shown", async () => {
  const browser = await installed();
  browser.status = 502;
  assert.equal(await browser.ask("/rooms/7/", { mode: "navigate" }), "kept /offline/");
  browser.headers.set("Content-Security-Policy", "default-src 'self'");
  assert.equal((await browser.ask("/healthz", { mode: "navigate" })).told, "/healthz");
  browser.headers = new Headers();
  browser.status = 404;
  assert.equal((await browser.ask("/rooms/9/", { mode: "navigate" })).told, "/rooms/9/");
});

test("a file whose content never changes is asked for once", async () => {
  const browser = await installed();
  assert.equal(await browser.ask(FILE), `kept ${FILE}`);
  assert.deepEqual(browser.asked, []);
  const other = "/static/chat/css/chat.ba9876543210.css";
  await browser.ask(other);
  assert.equal(await browser.ask(other), "a copy");
  assert.deepEqual(browser.asked, [other]);
});

test("what is somebody's own, or may change, is none of its business", async () => {
  const browser = await installed();
  for (const path of ["/api/me", "/files/ad9251c8", "/avatars/1-0.webp", "/sw.js", "/static/chat/js/chat.js", "/"]) {
    assert.equal(await browser.ask(path), undefined, path);
  }
  assert.equal(await browser.ask("/login/", { mode: "navigate", method: "POST" }), undefined);
  assert.equal(await browser.ask(FILE, { origin: "https://other.example" }), undefined);
});

test("a push is shown as it says", async () => {
  const browser = await installed();
  await browser.push();
  const about = { body: NOTICE.body, tag: NOTICE.tag, renotify: false, icon: "/i.png", badge: "/b.png", data: NOTICE.url };
  assert.deepEqual(browser.shown, [["design", about]]);
});

test("who looks at the room is not told; who looks elsewhere, or does not look, is", async () => {
  const browser = await installed();
  browser.window("/rooms/7/");
  await browser.push();
  assert.equal(browser.shown.length, 0);
  browser.windows = [];
  browser.window("/rooms/8/");
  browser.window("/rooms/7/", "hidden");
  await browser.push();
  assert.equal(browser.shown.length, 1);
});

test("a press leads to the room: its window, another of the chat, or a new one", async () => {
  const browser = await installed();
  const [test, other, room] = ["/test/", "/rooms/8/", "/rooms/7/"].map((path) => browser.window(path));
  await browser.press();
  assert.deepEqual(room.told, [{ go: "/rooms/7/#58" }, "focus"]);
  browser.windows = [test, other];
  await browser.press();
  assert.deepEqual(other.told, [{ go: "/rooms/7/#58" }, "focus"]);
  browser.windows = [test];
  await browser.press();
  assert.deepEqual([test.told, browser.opened.at(-1)], [[], "/rooms/7/#58"]);
});
