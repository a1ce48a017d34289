/**
 * A connection that stays: it asks, hears, and comes back after whatever cut it.
 *
 * It speaks the frame of docs/protocol.md (`do` and `ref`, `re`, `on`), and knows no room or message.
 * Events: `state`; `welcome` (detail: the reply to hello), after which everything may be asked again;
 * `event` (detail: what the server said unasked).
 */

import { Backoff } from "./backoff.js";

const PATIENCE = 10_000; // milliseconds for an answer after which the connection counts as dead
const FINAL = 4500; // from this close code on: do not come back until something changes

/** The server's answer was a refusal: `code` for programs, `message` for people. */
export class Refused extends Error {
  constructor({ error, text, retry_after: retryAfter = null }) {
    super(text);
    this.code = error;
    this.retryAfter = retryAfter;
  }
}

/** The connection went before the answer came: nobody knows whether it was done. */
export class Lost extends Error {}

export class Client extends EventTarget {
  #address;
  #WebSocket;
  #clock;
  #backoff;
  #positions;
  #socket = null;
  #asked = new Map();
  #ref = 0;
  #timer = null;
  #pulse = null;
  #heartbeat = 25_000;
  #state = { name: "stopped", text: "", until: null };
  #bye = null;

  /** `positions`: gives what a ping tells as `at`. `clock`: setTimeout, clearTimeout and now. */
  constructor({ address, positions = () => ({}), WebSocket = globalThis.WebSocket, clock = globalThis, random }) {
    super();
    this.#address = address;
    this.#positions = positions;
    this.#WebSocket = WebSocket;
    this.#clock = clock;
    this.#backoff = new Backoff(random);
  }

  /** `name`: connecting, open, waiting (`until`, in milliseconds since 1970) or stopped (`text`). */
  get state() {
    return this.#state;
  }

  start() {
    if (this.#socket) return;
    this.#clock.clearTimeout(this.#timer);
    this.#bye = null;
    this.#turn("connecting");
    const socket = new this.#WebSocket(this.#address, ["chat.v1"]);
    this.#socket = socket;
    socket.onopen = () => this.#greet();
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    socket.onclose = ({ code, reason }) => this.#closed(code, reason);
    this.#timer = this.#clock.setTimeout(() => socket.close(), PATIENCE);
  }

  stop() {
    this.#drop();
    this.#turn("stopped");
  }

  /** Something may have changed (the network, the page is seen again): try at once, or make sure. */
  wake() {
    if (this.#state.name === "waiting") this.start();
    else if (this.#state.name === "open") this.#ping();
  }

  /** The reply; rejects with Refused, or with Lost. */
  ask(command) {
    if (this.#state.name !== "open" && command.do !== "hello") return Promise.reject(new Lost());
    const ref = (this.#ref += 1);
    return new Promise((resolve, reject) => {
      this.#asked.set(ref, { resolve, reject });
      this.#socket.send(JSON.stringify({ ...command, ref }));
      this.#quiet();
    });
  }

  async #greet() {
    try {
      const welcome = await this.ask({ do: "hello" });
      this.#clock.clearTimeout(this.#timer);
      this.#heartbeat = welcome.heartbeat * 1000;
      this.#backoff.reset();
      this.#turn("open");
      this.#quiet();
      this.#tell("welcome", welcome);
    } catch (error) {
      if (error instanceof Refused) this.#socket?.close();
    }
  }

  #hear(frame) {
    this.#quiet();
    if ("on" in frame) {
      if (frame.on === "bye" || frame.on === "error") this.#bye = frame;
      this.#tell("event", frame);
      return;
    }
    const waiting = this.#asked.get(frame.re);
    this.#asked.delete(frame.re);
    if (frame.error) waiting?.reject(new Refused(frame));
    else waiting?.resolve(frame);
  }

  /** After a while without a word: are you there? No answer: the connection is dead. */
  #quiet() {
    this.#clock.clearTimeout(this.#pulse);
    if (this.#state.name === "open") this.#pulse = this.#clock.setTimeout(() => this.#ping(), this.#heartbeat);
  }

  #ping() {
    this.ask({ do: "ping", at: this.#positions() }).catch(() => {});
    this.#clock.clearTimeout(this.#pulse);
    this.#pulse = this.#clock.setTimeout(() => this.#closed(1006, ""), PATIENCE);
  }

  #closed(code, reason) {
    if (!this.#socket) return;
    this.#drop();
    if (code >= FINAL) return this.#turn("stopped", this.#bye?.text ?? reason);
    const wait = this.#bye?.retry_after === undefined ? this.#backoff.next() : this.#bye.retry_after * 1000;
    this.#timer = this.#clock.setTimeout(() => this.start(), wait);
    return this.#turn("waiting", this.#bye?.text ?? "", Date.now() + wait);
  }

  /** Let go of the socket and of whoever waits for an answer. */
  #drop() {
    this.#clock.clearTimeout(this.#timer);
    this.#clock.clearTimeout(this.#pulse);
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    for (const { reject } of asked) reject(new Lost());
  }

  #turn(name, text = "", until = null) {
    this.#state = { name, text, until };
    this.#tell("state", this.#state);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
