/**
 * What a browser can find out about a wss address by itself, one verdict a check.
 *
 * A result is {id, verdict, seen, values, cure}: `seen` and `cure` name texts of the locale,
 * `verdict` is waiting, running, ok, warning, fault or skipped. Event: `change`.
 */

import { bytesOf } from "../lib/bytes.js";
import * as exchange from "../lib/exchange.js";
import { Socket } from "../lib/socket.js";
import { factsOf } from "./address.js";
import { causesOf } from "./closing.js";

export const CHECKS = Object.freeze([
  "https", "wss", "name", "open", "text", "binary", "empty", "large", "subprotocol", "closing",
]);
export const LARGEST = 65_536; // bytes: the largest message that this server takes
const SUBPROTOCOL = "chat.v1";
const GOODBYE = 4001; // any code of our own: a server must send back the one it gets

const ok = (seen, values) => ({ verdict: "ok", seen, values });
const warning = (seen, cure, values) => ({ verdict: "warning", seen, cure, values });
const fault = (seen, cure, values) => ({ verdict: "fault", seen, cure, values });
const skipped = (seen) => ({ verdict: "skipped", seen });

export class Checks extends EventTarget {
  #page;
  #makeSocket;
  #patience;
  #socket = null;
  #facts = null;

  running = false;
  results = new Map(CHECKS.map((id) => [id, { id, verdict: "waiting" }]));

  constructor(page, { makeSocket = () => new Socket(), patience = 5000 } = {}) {
    super();
    this.#page = page;
    this.#makeSocket = makeSocket;
    this.#patience = patience;
  }

  async run(address) {
    if (this.running) return;
    this.running = true;
    this.#facts = factsOf(address);
    for (const id of CHECKS) this.results.set(id, { id, verdict: "waiting" });
    for (const id of CHECKS) {
      this.#tell(id, { verdict: "running" });
      this.#tell(id, await this.#check(id, address));
    }
    this.#socket?.close();
    this.#socket = null;
    this.running = false;
    this.dispatchEvent(new Event("change"));
  }

  /** How many checks gave each verdict. */
  count(verdict) {
    return [...this.results.values()].filter((result) => result.verdict === verdict).length;
  }

  #tell(id, result) {
    this.results.set(id, { id, cure: null, values: {}, ...result });
    this.dispatchEvent(new Event("change"));
  }

  #check(id, address) {
    if (id === "https") return this.#page.secure ? ok("yes") : warning("no", "cure.https");
    if (this.#facts === null) return fault("address", "cure.address");
    switch (id) {
      case "wss": return this.#checkScheme();
      case "name": return this.#checkName();
      case "open": return this.#checkOpen(address);
      case "subprotocol": return this.#checkSubprotocol(address);
      case "closing": return this.#checkClosing(address);
      default: return this.#checkEcho(id);
    }
  }

  #checkScheme() {
    const { secure, isLocal, scheme } = this.#facts;
    if (secure) return ok("scheme", { scheme });
    if (this.#page.secure && !isLocal) return fault("mixed", "cure.wss");
    return warning("scheme", "cure.wss", { scheme });
  }

  #checkName() {
    const { isIp, isLocal, name } = this.#facts;
    if (isIp && !isLocal) return warning("ip", "cure.name", { name });
    return isLocal ? ok("local", { name }) : ok("named", { name });
  }

  async #checkOpen(address) {
    this.#socket = this.#makeSocket();
    const { opened, took, close } = await exchange.open(this.#socket, address, [], 2 * this.#patience);
    if (opened) return ok("took", { took });
    this.#socket = null;
    const [cause] = causesOf({ address, took: close.took }, this.#page);
    return fault("failed", `cause.${cause}`, { took: close.took });
  }

  async #checkEcho(id) {
    if (this.#socket?.state !== "open") return skipped("unopened");
    const message = messageOf(id);
    const { took, close } = await exchange.echo(this.#socket, message, this.#patience);
    if (took !== undefined) return ok("echoed", { took, size: bytesOf(message).length });
    if (close) return fault("closed", `cure.${id}`, { code: close.code });
    return warning("silent", id === "text" ? "cure.echo" : `cure.${id}`);
  }

  /** A new socket: what it offers must be answered. It stays for the last check. */
  async #checkSubprotocol(address) {
    if (this.results.get("open").verdict !== "ok") return skipped("unopened");
    this.#socket?.close();
    this.#socket = this.#makeSocket();
    const { opened, subprotocol } = await exchange.open(this.#socket, address, [SUBPROTOCOL], this.#patience);
    if (opened && subprotocol) return ok("subprotocol", { name: subprotocol });
    return warning("unanswered", "cure.subprotocol", { name: SUBPROTOCOL });
  }

  async #checkClosing(address) {
    if (this.results.get("open").verdict !== "ok") return skipped("unopened");
    if (this.#socket?.state !== "open") {
      this.#socket = this.#makeSocket();
      const { opened } = await exchange.open(this.#socket, address, [], this.#patience);
      if (!opened) return skipped("unopened");
    }
    const close = await exchange.close(this.#socket, GOODBYE, "bye", this.#patience);
    if (close?.clean && close.code === GOODBYE) return ok("goodbye", { code: close.code });
    return warning("goodbye", "cure.closing", { code: close?.code ?? "–" });
  }
}

function messageOf(id) {
  if (id === "binary") return new Uint8Array([0, 1, 127, 128, 255]).buffer;
  if (id === "empty") return "";
  return id === "large" ? "x".repeat(LARGEST) : "tom";
}
