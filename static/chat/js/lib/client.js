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
import { Link } from "./link.js";
import { Pulse } from "./pulse.js";
import { Lost, Refused } from "./questions.js";
import { Teller } from "./teller.js";

export { Lost, Refused };

const PATIENCE = 10_000; // milliseconds to come in, after which another try is better
const AWAKE = 1000; // so long an answer may take after a sleep, or as long as coming in took
const STEADY = 10_000; // a connection that lasted so long was a success
const FINAL = 4500; // from this close code on: do not come back until something changes
const CUT = 1006; // as a browser says where no close was heard

export class Client extends Teller {
  #way; // how a Link is made
  #positions;
  #clock;
  #backoff;
  #pulse;
  #link = null;
  #timer = null;
  #began = 0;
  #opened = null; // when this client was welcome
  #wayIn = 0; // how long coming in took
  #isTold = false; // the server has said when to come back
  #state = { name: "stopped", text: "", code: null, until: null };

  /**
   * `hello`: gives what the hello tells beside `do` (token, client, language); `positions`: what a ping tells as `at`.
   * `WebSocket`: its constructor; `clock`: as lib/clock.js; `random`: as Math.random.
   */
  constructor({ address, hello = () => ({}), positions = () => ({}), WebSocket = globalThis.WebSocket, clock = CLOCK, random }) {
    super();
    this.#way = { address, hello, WebSocket };
    this.#positions = positions;
    this.#clock = clock;
    this.#backoff = new Backoff(random);
    this.#pulse = new Pulse({ clock, ping: () => this.#ping(), dead: () => this.#ended(CUT, ""), woke: () => this.wake() });
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
    if (this.#link) return;
    this.#clock.clearTimeout(this.#timer);
    this.#began = this.#clock.now();
    this.#pulse.start();
    this.#turn("connecting", { ...this.#state, until: null });
    this.#timer = this.#clock.setTimeout(() => this.#ended(CUT, ""), PATIENCE);
    try {
      this.#link = new Link(this.#way, {
        welcome: (welcome) => this.#welcome(welcome),
        event: (frame) => this.tell("event", frame),
        ended: (code, reason) => this.#ended(code, reason),
      });
    } catch {
      this.#ended(CUT, "");
    }
  }

  stop() {
    this.#drop();
    this.#stop({});
  }

  /** Something may have changed (the network, the page is seen again, a sleep is over): try at once, or make sure. */
  wake() {
    const { name, until } = this.#state;
    const now = this.#clock.now();
    const patience = Math.max(AWAKE, this.#wayIn);
    if (name === "waiting" && (!this.#isTold || until <= now)) this.start();
    else if (name === "open") this.#pulse.check(patience);
    else if (name === "connecting" && now - this.#began > patience) this.#ended(CUT, "");
  }

  /** The reply; rejects with Refused, or with Lost. */
  ask(command) {
    return this.#state.name === "open" ? this.#link.ask(command) : Promise.reject(new Lost());
  }

  #welcome(welcome) {
    this.#opened = this.#clock.now();
    this.#wayIn = this.#opened - this.#began;
    this.#clock.clearTimeout(this.#timer);
    this.#pulse.begin(welcome.heartbeat * 1000);
    this.#turn("open", {});
    this.tell("welcome", welcome);
  }

  async #ping() {
    try {
      const { heads } = await this.#link.ask({ do: "ping", at: this.#positions() });
      this.#pulse.beat();
      this.tell("heads", heads);
    } catch (error) {
      if (error instanceof Refused) this.#pulse.beat(); // too fast, say: who answers is there
    }
  }

  #ended(code, reason) {
    const bye = this.#link?.bye;
    this.#drop();
    const why = { code: bye?.code ?? code, text: bye?.text ?? reason };
    if (why.code >= FINAL || bye?.reconnect === false) return this.#stop(why);
    this.#isTold = bye?.retry_after !== undefined;
    const wait = this.#isTold ? bye.retry_after * 1000 : this.#backoff.next();
    this.#turn("waiting", { ...why, until: this.#clock.now() + wait });
    if (wait === 0) return this.start();
    this.#timer = this.#clock.setTimeout(() => this.start(), wait);
  }

  #stop(why) {
    this.#pulse.stop();
    this.#turn("stopped", why);
  }

  #drop() {
    this.#clock.clearTimeout(this.#timer);
    this.#pulse.rest();
    if (this.#opened !== null && this.#clock.now() - this.#opened > STEADY) this.#backoff.reset();
    this.#opened = null;
    const link = this.#link;
    this.#link = null;
    link?.close();
  }

  #turn(name, { text = "", code = null, until = null }) {
    this.#state = { name, text, code, until };
    this.tell("state", this.#state);
  }
}
