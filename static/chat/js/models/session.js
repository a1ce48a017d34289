/** One visitor's talk with one socket: its state, every frame, and how it ended. Event: `change`. */

import { bytesOf } from "../lib/bytes.js";
import { Socket } from "../lib/socket.js";
import { factsOf } from "./address.js";
import { explain } from "./closing.js";

const KEPT = 500; // frames in the log; older ones make room

export class Session extends EventTarget {
  #socket;
  #page;
  #greeting = null;
  #asked = false;
  #number = 0;

  address = "";
  entries = [];
  since = null; // Date: when the socket opened
  handshake = null;
  echo = null; // {text, roundTrip} of the latest frame that came back
  closing = null; // what `explain` says, with reason and the server's own words
  refusal = null; // the latest error or bye frame of the server

  /** `page` is {secure, host}: where this page itself came from. */
  constructor(page, socket = new Socket()) {
    super();
    this.#page = page;
    this.#socket = socket;
    socket.addEventListener("state", () => this.#onState());
    socket.addEventListener("frame", (event) => this.#onFrame(event.detail));
    socket.addEventListener("close", (event) => this.#onClose(event.detail));
  }

  get state() {
    return this.#socket.state;
  }

  /** Opens `address` and says `greeting` (a string or bytes; null: nothing) as soon as it is open. */
  connect(address, greeting = null) {
    this.address = address;
    this.#greeting = greeting;
    this.#asked = false;
    this.echo = this.closing = this.refusal = this.since = null;
    // Browsers would make an address of "tom" or "https://…", and the visitor would never learn which.
    if (factsOf(address) === null) return this.#refuse("address");
    try {
      this.#socket.open(address);
    } catch {
      this.#refuse("mixed");
    }
  }

  send(data) {
    this.#socket.send(data);
  }

  disconnect() {
    this.#asked = true;
    this.#socket.close(1000);
  }

  clear() {
    this.entries = [];
    this.#change();
  }

  #onState() {
    if (this.state === "open") {
      this.since = new Date();
      this.handshake = this.#socket.handshake;
      this.#note({ kind: "open", text: this.address, took: this.handshake });
      if (this.#greeting !== null) this.send(this.#greeting);
    }
    this.#change();
  }

  #onFrame({ sent, data, size, roundTrip }) {
    const kind = typeof data === "string" ? "text" : "binary";
    const said = sent || roundTrip !== null ? null : wordsOf(data);
    if (said) this.refusal = said;
    if (roundTrip !== null) {
      this.echo = { data, size, roundTrip };
      this.refusal = null;
    }
    this.#note({ kind, sent, data, size, roundTrip, said });
    this.#change();
  }

  #onClose(close) {
    const told = { ...close, address: this.address, asked: this.#asked };
    this.closing = { ...explain(told, this.#page), reason: close.reason, took: close.took };
    this.#note({ kind: "close", code: close.code, text: close.reason });
    this.#change();
  }

  /** Not even tried: the address is none, or a page over https may not open it. */
  #refuse(text) {
    this.closing = { code: null, text, tone: "fault", causes: [], reason: "", took: 0 };
    this.#note({ kind: "close", code: null, cause: text, text: this.address });
    this.#change();
  }

  #note(entry) {
    this.#number += 1;
    this.entries = [...this.entries.slice(1 - KEPT), { id: this.#number, at: new Date(), ...entry }];
  }

  #change() {
    this.dispatchEvent(new Event("change"));
  }
}

/** The plain words of this server's `error` and `bye` frames; null for any other frame. */
export function wordsOf(data) {
  if (typeof data !== "string" || !data.startsWith("{") || bytesOf(data).length > 4096) return null;
  try {
    const frame = JSON.parse(data);
    return ["error", "bye"].includes(frame.on) && typeof frame.text === "string" ? frame.text : null;
  } catch {
    return null;
  }
}
