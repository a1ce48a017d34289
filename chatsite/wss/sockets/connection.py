"""What the stages of a WebSocket share: its state, its application, its connection."""

import time
from typing import Any

from picows import WSListener

from chatsite.wss.sockets.traffic import traffic
from chatsite.wss.transport import resume_reading

CONNECTING, OPEN, CLOSING, CLOSED = range(4)
ABNORMAL = 1006


class Connection(WSListener):
    """A client's connection and the application that serves it, from the first byte to the last."""

    application_type = "websocket"
    __slots__ = (
        *("server", "state", "inbox", "client_addr", "socket", "parts", "stuck_at", "waiter"),
        *("close_code", "close_reason", "opened", "heard", "changed", "pinged", "stream", "secure"),
        *("request", "path", "denial", "last_words", "_raw_query_string"),
    )

    stream: Any  # Daphne's view of the connection
    path: str
    _raw_query_string: bytes  # set by Daphne

    def __init__(self, server):
        self.server = server
        self.state = CONNECTING
        self.inbox: Any = None  # what the application has not yet taken
        self.client_addr = None
        self.socket: Any = None  # picows' transport, once open
        self.parts = None  # of a message that is not finished
        self.stuck_at = None  # since when more waits for the client than it may be behind
        self.waiter = None  # of the application, for room
        self.close_code, self.close_reason = ABNORMAL, ""
        self.opened = self.heard = self.changed = time.monotonic()
        self.pinged = self.last_words = None

    def register(self, last_words):
        """Ask this function for a prepared frame, or None, before the server closes by itself.

        It is given the close code and the reason. It is not asked where the application closes,
        or the client.
        """
        self.last_words = last_words

    def look(self):
        """What there is to tell of the connection at the moment, as `traffic` has it."""
        return traffic(self.stream.transport) if self.stream else {}

    def change(self, state):
        self.state, self.changed = state, time.monotonic()
        self.wake()

    def wake(self):
        if self.waiter:
            self.waiter.set_result(None)
            self.waiter = None

    def end(self):
        """The connection is gone: tell the application once, and let go of everything."""
        if self.state == CLOSED or self.inbox is None:
            return
        self.change(CLOSED)
        self.server.protocol_disconnected(self)
        self.inbox.put_nowait(
            {
                "type": "websocket.disconnect",
                "code": self.close_code,
                "reason": self.close_reason,
            }
        )
        self.log("disconnected")
        # The parts hold each other: without this they would wait for the garbage collector.
        self.inbox.forget()
        self.socket = self.stream = self.last_words = None

    def pause_reading(self):
        if self.state == OPEN:
            self.stream.transport.pause_reading()

    def resume_reading(self):
        if self.state == OPEN and not self.server.draining:
            resume_reading(self.stream.transport)

    def log(self, action):
        self.server.log_action(
            "websocket",
            action,
            {
                "path": self.path,
                "client": "{}:{}".format(*self.client_addr) if self.client_addr else None,
            },
        )

    def __repr__(self):
        return f"<WebSocket of {self.client_addr}>"
