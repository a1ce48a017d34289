/** A Socket's events as promises: open, one echo, close. Each gives up after `patience` milliseconds. */

import { sameData } from "./bytes.js";

/** Resolves with {opened, took, subprotocol}, or with {opened: false, close} when it could not be opened. */
export function open(socket, address, subprotocols = [], patience = 10_000) {
  return new Promise((resolve) => {
    const settle = once(socket, patience, () => {
      socket.close();
      resolve({ opened: false, close: { code: 1006, opened: false, took: patience } });
    });
    settle.on("state", () => {
      if (socket.state !== "open") return;
      settle.done();
      resolve({ opened: true, took: socket.handshake, subprotocol: socket.subprotocol });
    });
    settle.on("close", ({ detail }) => {
      settle.done();
      resolve({ opened: false, close: detail });
    });
    try {
      socket.open(address, subprotocols);
    } catch {
      settle.done();
      resolve({ opened: false, close: { code: 1006, opened: false, took: 0 } });
    }
  });
}

/** Resolves with {took} when `data` comes back, {close} when the socket closes instead, {} when neither happens. */
export function echo(socket, data, patience = 5000) {
  return new Promise((resolve) => {
    const settle = once(socket, patience, () => resolve({}));
    settle.on("frame", ({ detail }) => {
      if (detail.sent || !sameData(detail.data, data)) return;
      settle.done();
      resolve({ took: detail.roundTrip ?? 0 });
    });
    settle.on("close", ({ detail }) => {
      settle.done();
      resolve({ close: detail });
    });
    socket.send(data);
  });
}

/** Asks for a close and resolves with its detail, or null when no answer came. */
export function close(socket, code, reason, patience = 5000) {
  return new Promise((resolve) => {
    const settle = once(socket, patience, () => resolve(null));
    settle.on("close", ({ detail }) => {
      settle.done();
      resolve(detail);
    });
    socket.close(code, reason);
  });
}

/** Listeners that all go away together, when done or when patience is at its end. */
function once(target, patience, onTimeout) {
  const listeners = [];
  const done = () => {
    clearTimeout(timer);
    for (const [type, listener] of listeners) target.removeEventListener(type, listener);
  };
  const timer = setTimeout(() => {
    done();
    onTimeout();
  }, patience);
  const on = (type, listener) => {
    listeners.push([type, listener]);
    target.addEventListener(type, listener);
  };
  return { on, done };
}
