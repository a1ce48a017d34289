/**
 * A connection that stays: it asks, hears, and comes back after whatever cut it.
 *
 * It speaks the frame of docs/protocol.md (`do` and `ref`, `re`, `on`), and knows no room or message.
 * It needs a WebSocket and timers, and nothing of a page: docs/client.md. Events, each with a `detail`: `state`;
 * `welcome` (the reply to hello), after which everything may be asked again; `event` (what the server said
 * unasked); `heads` (how far rooms are, after a ping).
 */

import { Backoff } from "./backoff.js";
import { CLOCK } from "./clock.js";
import { Pulse } from "./pulse.js";
import { Lost, Questions, Refused } from "./questions.js";
import { Teller } from "./teller.js";

export { Lost, Refused };

const PATIENCE = 10_000; // milliseconds to come in, after which another try is better
const AWAKE = 1000; // at least so long an answer may take after a sleep; four round trips where these are slow
const STEADY = 10_000; // a connection that lasted so long was a success
const FINAL = 4500; // from this close code on: do not come back until something changes

export class Client extends Teller {
  #address;
  #hello;
  #positions;
  #WebSocket;
  #clock;
  #backoff;
  #pulse;
  #questions = new Questions();
  #socket = null;
  #timer = null;
  #began = 0;
  #opened = null; // when this client was welcome
  #roundTrip = 0;
  #bye = null;
  #state = { name: "stopped", text: "", code: null, until: null };

  /**
   * `hello`: gives what the hello tells beside `do` (token, client, language); `positions`: what a ping tells as `at`.
   * `WebSocket`: its constructor; `clock`: as lib/clock.js; `random`: as Math.random.
   */
  constructor({ address, hello = () => ({}), positions = () => ({}), WebSocket = globalThis.WebSocket, clock = CLOCK, random }) {
    super();
    this.#address = address;
    this.#hello = hello;
    this.#positions = positions;
    this.#WebSocket = WebSocket;
    this.#clock = clock;
    this.#backoff = new Backoff(random);
    this.#pulse = new Pulse({
      clock,
      ping: () => this.#ping(),
      dead: () => this.#closed(1006, ""),
      woke: () => this.wake(),
    });
  }

  /**
   * `name`: connecting, open, waiting (until `until`, in milliseconds since 1970) or stopped. `text`: why, in the
   * server's words; `code`: the close code behind it. Both stay until the next connection is open.
   */
  get state() {
    return this.#state;
  }

  /** Connect, at once also where a wait has begun. */
  start() {
    if (this.#socket) return;
    this.#clock.clearTimeout(this.#timer);
    this.#bye = null;
    this.#began = this.#clock.now();
    this.#pulse.start();
    this.#turn("connecting", { text: this.#state.text, code: this.#state.code });
    this.#timer = this.#clock.setTimeout(() => this.#closed(1006, ""), PATIENCE);
    try {
      this.#connect();
    } catch {
      this.#closed(1006, "");
    }
  }

  stop() {
    this.#drop();
    this.#pulse.stop();
    this.#turn("stopped", {});
  }

  /** Something may have changed (the network, the page is seen again, a sleep is over): try at once, or make sure. */
  wake() {
    const { name, until } = this.#state;
    const patience = Math.max(AWAKE, 4 * this.#roundTrip);
    if (name === "waiting" && (!this.#bye?.retry_after || until <= this.#clock.now())) this.start();
    else if (name === "open") this.#pulse.check(patience);
    else if (name === "connecting" && this.#clock.now() - this.#began > patience) this.#closed(1006, "");
  }

  /** The reply; rejects with Refused, or with Lost. */
  ask(command) {
    if (this.#state.name !== "open") return Promise.reject(new Lost());
    return this.#say(command);
  }

  #say(command) {
    return this.#questions.ask(command, (text) => this.#socket.send(text));
  }

  #connect() {
    const socket = new this.#WebSocket(this.#address, ["chat.v1"]);
    this.#socket = socket;
    socket.onopen = () => this.#greet();
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    socket.onclose = ({ code, reason }) => this.#closed(code, reason);
  }

  async #greet() {
    const asked = this.#clock.now();
    try {
      const welcome = await this.#say({ ...this.#hello(), do: "hello" });
      this.#opened = this.#clock.now();
      this.#roundTrip = this.#opened - asked;
      this.#clock.clearTimeout(this.#timer);
      this.#pulse.begin(welcome.heartbeat * 1000);
      this.#turn("open", {});
      this.tell("welcome", welcome);
    } catch (error) {
      if (error instanceof Lost) return;
      if (!(error instanceof Refused)) throw error;
      if (error.retryAfter === null) return; // who is refused for good hears a bye next
      this.#bye = { text: error.message, retry_after: error.retryAfter };
      this.#closed(1013, "");
    }
  }

  #hear(frame) {
    if (!("on" in frame)) return this.#questions.answer(frame);
    if (frame.on === "bye") this.#bye = frame;
    return this.tell("event", frame);
  }

  async #ping() {
    try {
      const { heads } = await this.#say({ do: "ping", at: this.#positions() });
      this.#pulse.beat();
      this.tell("heads", heads);
    } catch (error) {
      if (error instanceof Refused) this.#pulse.beat(); // too fast, say: who answers is there
    }
  }

  #closed(code, reason) {
    const bye = this.#bye;
    this.#drop();
    const why = { code: bye?.code ?? code, text: bye?.text ?? reason };
    if (why.code >= FINAL || bye?.reconnect === false) return this.#end(why);
    const wait = bye?.retry_after === undefined ? this.#backoff.next() : bye.retry_after * 1000;
    this.#turn("waiting", { ...why, until: this.#clock.now() + wait });
    if (wait === 0) return this.start();
    this.#timer = this.#clock.setTimeout(() => this.start(), wait);
  }

  #end(why) {
    this.#pulse.stop();
    this.#turn("stopped", why);
  }

  /** Let go of the socket and of whoever waits for an answer. */
  #drop() {
    this.#clock.clearTimeout(this.#timer);
    this.#pulse.rest();
    if (this.#opened !== null && this.#clock.now() - this.#opened > STEADY) this.#backoff.reset();
    this.#opened = null;
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    this.#questions.lose();
  }

  #turn(name, { text = "", code = null, until = null }) {
    this.#state = { name, text, code, until };
    this.tell("state", this.#state);
  }
}
