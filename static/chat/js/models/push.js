/**
 * Whether messages are pushed to this browser while its person is away, and how to begin or end that.
 *
 * `state`: unknown; unsupported; install (a phone that pushes only to an installed app); blocked (the person
 * has told the browser so); off; on. `busy`: a change is on its way. `refusal`: why the last one failed, or "".
 */

import { Refused } from "../lib/client.js";
import { say } from "../lib/speech.js";

export class Push extends EventTarget {
  #key;
  #api;
  #workers;
  #notifications;
  #needsInstall;
  state = "unknown";
  busy = false;
  refusal = "";

  /**
   * `key`: the site's, for push services; `api`: as lib/api.js; `workers`, `notifications`: the browser's
   * serviceWorker and Notification, or undefined; `needsInstall`: it could, were this page an app.
   */
  constructor({ key, api, workers, notifications, needsInstall = false }) {
    super();
    this.#key = key;
    this.#api = api;
    this.#workers = workers;
    this.#notifications = notifications;
    this.#needsInstall = needsInstall;
  }

  /** Finds out how it is, and tells the server again: sessions and languages change. */
  async begin() {
    const subscription = await this.#subscription();
    this.#tell({ state: this.#stateWith(subscription) });
    if (this.state === "on") await this.#try(() => this.#register(subscription));
  }

  turnOn() {
    return this.#change(async () => {
      if ((await this.#notifications.requestPermission()) !== "granted") return null;
      const { pushManager } = await this.#workers.ready;
      const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.#key });
      try {
        await this.#register(subscription);
      } catch (error) {
        await subscription.unsubscribe(); // else it would seem to be on
        throw error;
      }
      return subscription;
    });
  }

  turnOff() {
    return this.#change(async (subscription) => {
      await subscription?.unsubscribe();
      if (subscription) await this.#api.delete("/push/", { endpoint: subscription.endpoint });
      return null;
    });
  }

  async #change(make) {
    this.#tell({ busy: true, refusal: "" });
    const subscription = await this.#subscription();
    const changed = await this.#try(() => make(subscription));
    this.#tell({ busy: false, state: this.#stateWith(changed === undefined ? await this.#subscription() : changed) });
  }

  /** What `work` gives; undefined where it fails, and `refusal` says why. */
  async #try(work) {
    try {
      return await work();
    } catch (error) {
      this.#tell({ refusal: error instanceof Refused ? error.message : say("push.failed") });
      return undefined;
    }
  }

  async #register(subscription) {
    const { endpoint, keys } = subscription.toJSON();
    await this.#api.post("/push/", { endpoint, keys });
  }

  /** This browser's, made for the site's present key; one for another key is of no use. */
  async #subscription() {
    const registration = this.#able ? await this.#workers.getRegistration() : null;
    const found = (await registration?.pushManager?.getSubscription()) ?? null;
    if (!found || sameKey(found.options?.applicationServerKey, this.#key)) return found;
    await found.unsubscribe();
    return null;
  }

  get #able() {
    return Boolean(this.#key && this.#workers && this.#notifications && !this.#needsInstall);
  }

  #stateWith(subscription) {
    if (this.#needsInstall && this.#key) return "install";
    if (!this.#able) return "unsupported";
    if (this.#notifications.permission === "denied") return "blocked";
    return subscription ? "on" : "off";
  }

  #tell(news) {
    Object.assign(this, news);
    this.dispatchEvent(new Event("change"));
  }
}

/** Whether the bytes of a key are those that `text` names, as base64 for addresses. */
function sameKey(bytes, text) {
  if (!bytes) return true; // a browser that does not tell
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === text;
}
