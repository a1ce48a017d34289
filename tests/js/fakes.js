/** A WebSocket that does what a test tells it to. */

export class FakeWebSocket {
  static last = null;
  protocol = "";
  sent = [];
  closed = null;

  constructor(address, subprotocols) {
    if (address.includes("#")) throw new SyntaxError("no fragment, please");
    Object.assign(this, { address, subprotocols });
    FakeWebSocket.last = this;
  }

  send(data) {
    this.sent.push(data);
  }

  close(code, reason) {
    this.closed = { code, reason };
  }

  /** The server's side. */
  accept(protocol = "") {
    this.protocol = protocol;
    this.onopen();
  }

  say(data) {
    this.onmessage({ data });
  }

  end(code, reason = "", wasClean = code !== 1006) {
    this.onclose({ code, reason, wasClean });
  }
}

/** A server behind the same interface: opens at once, echoes, answers a close with its code. */
export class EchoWebSocket extends FakeWebSocket {
  constructor(address, subprotocols) {
    super(address, subprotocols);
    queueMicrotask(() => this.accept(subprotocols[0] ?? ""));
  }

  send(data) {
    super.send(data);
    queueMicrotask(() => this.say(data));
  }

  close(code, reason) {
    queueMicrotask(() => this.end(code, reason));
  }
}
