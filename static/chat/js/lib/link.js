/** One connection, from the try to its end: hello first, then questions and their answers, and what is said unasked. */

import { Lost, Questions, Refused } from "./questions.js";

export class Link {
  #socket;
  #questions = new Questions();
  #heard;
  bye = null; // the server's last word

  /**
   * `hello`: what the hello tells beside `do`. `heard`: `welcome(reply)`, `event(frame)`, and once `ended(code, reason)`.
   * Throws what the constructor `WebSocket` throws for an address that it will not even try.
   */
  constructor({ address, WebSocket, hello }, heard) {
    this.#heard = heard;
    const socket = new WebSocket(address, ["chat.v1"]);
    socket.onopen = () => this.#greet(hello());
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    socket.onclose = ({ code, reason }) => heard.ended(code, reason);
    this.#socket = socket;
  }

  /** The reply; rejects with Refused, or with Lost. */
  ask(command) {
    return this.#questions.ask(command, (text) => this.#socket.send(text));
  }

  /** Let go of the socket and of whoever waits for an answer; nothing is heard any more. */
  close() {
    const socket = this.#socket;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.#questions.lose();
  }

  async #greet(hello) {
    try {
      this.#heard.welcome(await this.ask({ ...hello, do: "hello" }));
    } catch (error) {
      if (error instanceof Refused) this.#unwelcome(error);
      else if (!(error instanceof Lost)) throw error;
    }
  }

  /** Who is refused for good hears a bye next; others come again when they were told to. */
  #unwelcome({ message: text, retryAfter }) {
    if (retryAfter === null) return;
    this.bye = { text, retry_after: retryAfter };
    this.#heard.ended(1013, "");
  }

  #hear(frame) {
    if (!("on" in frame)) return this.#questions.answer(frame);
    if (frame.on === "bye") this.bye = frame;
    return this.#heard.event(frame);
  }
}
