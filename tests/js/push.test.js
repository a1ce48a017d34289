import assert from "node:assert/strict";
import { test } from "node:test";
import { Lost, Refused } from "../../static/chat/js/lib/client.js";
import { Push } from "../../static/chat/js/models/push.js";

const KEY = "BAk"; // base64 for addresses, of the bytes 4 and 9
const BYTES = new Uint8Array([4, 9]).buffer;

/** A browser that can be pushed to, and the server's API beside it. */
class Browser {
  subscription = null;
  permission = "default";
  answer = "granted"; // what the person says when asked
  said = []; // to the server

  workers = {
    ready: Promise.resolve({ pushManager: { subscribe: (options) => this.#subscribe(options) } }),
    getRegistration: async () => ({ pushManager: { getSubscription: async () => this.subscription } }),
  };

  get notifications() {
    const browser = this;
    return {
      get permission() {
        return browser.permission;
      },
      requestPermission: async () => (browser.permission = browser.answer),
    };
  }

  get api() {
    const say = (method) => async (path, body) => {
      if (this.refusal) throw this.refusal;
      this.said.push([method, path, body]);
    };
    return { post: say("POST"), delete: say("DELETE") };
  }

  #subscribe({ applicationServerKey, userVisibleOnly }) {
    assert.deepEqual([applicationServerKey, userVisibleOnly], [KEY, true]);
    return (this.subscription = this.made());
  }

  made(bytes = BYTES) {
    return {
      endpoint: "https://push.example/1",
      options: { applicationServerKey: bytes },
      toJSON: () => ({ endpoint: "https://push.example/1", expirationTime: null, keys: { p256dh: "p", auth: "a" } }),
      unsubscribe: async () => (this.subscription = null),
    };
  }
}

const TOLD = ["POST", "/push/", { endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } }];

async function begun(browser, named = {}) {
  const { api, workers, notifications } = browser;
  const push = new Push({ key: KEY, api, workers, notifications, ...named });
  await push.begin();
  return push;
}

test("somebody turns it on, and the server knows", async () => {
  const browser = new Browser();
  const push = await begun(browser);
  assert.equal(push.state, "off");
  await push.turnOn();
  assert.equal(push.state, "on");
  assert.deepEqual(browser.said, [TOLD]);
});

test("turned off, neither browser nor server keeps it", async () => {
  const browser = new Browser();
  browser.permission = "granted";
  browser.subscription = browser.made();
  const push = await begun(browser);
  await push.turnOff();
  assert.equal(push.state, "off");
  assert.equal(browser.subscription, null);
  assert.deepEqual(browser.said.at(-1), ["DELETE", "/push/", { endpoint: "https://push.example/1" }]);
});

test("each visit tells the server again: the session may be another", async () => {
  const browser = new Browser();
  browser.permission = "granted";
  browser.subscription = browser.made();
  const push = await begun(browser);
  assert.equal(push.state, "on");
  assert.deepEqual(browser.said, [TOLD]);
});

test("a subscription for another key of the site is given up", async () => {
  const browser = new Browser();
  browser.subscription = browser.made(new Uint8Array([4, 8]).buffer);
  const push = await begun(browser);
  assert.equal(push.state, "off");
  assert.equal(browser.subscription, null);
});

test("who says no is not asked again, and reads how to change that", async () => {
  const browser = new Browser();
  browser.answer = "denied";
  const push = await begun(browser);
  await push.turnOn();
  assert.equal(push.state, "blocked");
  assert.equal((await begun(browser)).state, "blocked");
});

test("who closes the question may be asked again", async () => {
  const browser = new Browser();
  browser.answer = "default";
  const push = await begun(browser);
  await push.turnOn();
  assert.equal(push.state, "off");
});

test("what a browser cannot do is not offered", async () => {
  for (const named of [{ key: "" }, { workers: undefined }, { notifications: undefined }]) {
    assert.equal((await begun(new Browser(), named)).state, "unsupported");
  }
  assert.equal((await begun(new Browser(), { needsInstall: true, notifications: undefined })).state, "install");
});

test("a refusal of the server is told, and nothing is half on", async () => {
  const browser = new Browser();
  const push = await begun(browser);
  browser.refusal = new Refused({ error: "not_signed_in", text: "Sign in first." });
  await push.turnOn();
  assert.deepEqual([push.state, push.refusal, push.busy], ["off", "Sign in first.", false]);
  assert.equal(browser.subscription, null);
  browser.refusal = new Lost();
  await push.turnOn();
  assert.deepEqual([push.state, push.refusal], ["off", "push.failed"]);
});
