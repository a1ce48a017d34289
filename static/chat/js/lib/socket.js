/**
 * A WebSocket that tells what happens as events and measures it; it knows nothing of what is said.
 *
 * Events: `state`, `frame` (detail: sent, data, size, at, roundTrip) and
 * `close` (detail: code, reason, clean, opened, took). Durations are milliseconds.
 */

import { bytesOf, sameData } from "./bytes.js";

const WAITING = 200; // how many sent frames are remembered to find their echo

export class Socket extends EventTarget {
  #WebSocket;
  #now;
  #socket = null;
  #state = "closed";
  #began = 0;
  #opened = null;
  #sent = [];

  constructor({ WebSocket = globalThis.WebSocket, now = () => performance.now() } = {}) {
    super();
    this.#WebSocket = WebSocket;
    this.#now = now;
  }

  get state() {
    return this.#state;
  }

  /** How long the way to the open socket took: name, TCP, TLS and handshake together. */
  get handshake() {
    return this.#opened === null ? null : this.#opened - this.#began;
  }

  get subprotocol() {
    return this.#socket?.protocol ?? "";
  }

  /** Throws what the browser throws for an address it will not even try (SyntaxError, SecurityError). */
  open(address, subprotocols = []) {
    if (this.#state !== "closed") throw new Error("The socket is in use.");
    this.#began = this.#now();
    this.#opened = null;
    this.#sent = [];
    const socket = new this.#WebSocket(address, subprotocols);
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.#onOpen();
    socket.onmessage = (event) => this.#onMessage(event.data);
    socket.onclose = (event) => this.#onClose(event);
    this.#turn("connecting");
  }

  send(data) {
    this.#socket.send(data);
    this.#sent.push({ data, at: this.#now() });
    if (this.#sent.length > WAITING) this.#sent.shift();
    this.#tell("frame", { sent: true, data, size: bytesOf(data).length, roundTrip: null });
  }

  close(code = 1000, reason = "") {
    if (this.#state === "closed") return;
    this.#turn("closing");
    this.#socket.close(code, reason);
  }

  #onOpen() {
    this.#opened = this.#now();
    this.#turn("open");
  }

  #onMessage(data) {
    const roundTrip = this.#echoed(data);
    this.#tell("frame", { sent: false, data, size: bytesOf(data).length, roundTrip });
  }

  #onClose({ code, reason, wasClean }) {
    const detail = {
      code,
      reason,
      clean: wasClean,
      opened: this.#opened !== null,
      took: this.#now() - this.#began,
    };
    this.#turn("closed");
    this.#tell("close", detail);
  }

  /** Milliseconds since the same data was sent, or null: then it is nobody's echo. */
  #echoed(data) {
    const at = this.#sent.findIndex((frame) => sameData(frame.data, data));
    if (at < 0) return null;
    const [frame] = this.#sent.splice(at, 1);
    return this.#now() - frame.at;
  }

  #turn(state) {
    this.#state = state;
    this.#tell("state", { state });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
