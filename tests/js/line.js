/** A server that a test plays: each socket that a client opened, in order. */

import { Client } from "../../static/chat/js/lib/client.js";
import { FakeWebSocket } from "./fakes.js";
import { Time, settled } from "./time.js";

export const WELCOME = { user: { id: 1, username: "tom", name: "Tom" }, rooms: [], limits: {}, heartbeat: 25 };

/** `{client, sockets, time}`: a client that has begun to connect. */
export function connected(options = {}) {
  const sockets = [];
  class Socket extends FakeWebSocket {
    constructor(address, subprotocols) {
      super(address, subprotocols);
      sockets.push(this);
    }

    get asked() {
      return this.sent.map((text) => JSON.parse(text));
    }

    /** The latest command of this kind. */
    latest(name) {
      return this.asked.findLast((command) => command.do === name);
    }

    answer(frame) {
      this.say(JSON.stringify(frame));
      return settled();
    }

    /** Accept, and welcome whoever says hello. */
    async opens(welcome = WELCOME) {
      this.accept();
      await this.answer({ ...welcome, re: this.asked[0].ref });
    }
  }
  const time = new Time();
  const client = new Client({ address: "wss://chat.example.org/wss/chat", WebSocket: Socket, clock: time, random: () => 0.5, ...options });
  client.start();
  return { client, sockets, time };
}
