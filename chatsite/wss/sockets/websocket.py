"""One WebSocket: picows' frames below, Daphne's ASGI life cycle above.

Daphne's HTTP side asks the factory for a protocol once it has seen an upgrade, and hands it the
connection and the request head. The application accepts; only then does picows take over.
"""

import asyncio
import time

from picows import WSProtocolError

from chatsite.wss.sockets.connection import ABNORMAL, CLOSED, CLOSING, CONNECTING, OPEN
from chatsite.wss.sockets.ending import NO_CODE, RESTART, Ending
from chatsite.wss.sockets.fragments import Parts, text_of
from chatsite.wss.sockets.frames import (
    BINARY,
    CLOSE,
    CONTINUATION,
    EMPTY_CLOSE,
    PONG,
    TEXT,
    may_travel,
)

PROTOCOL_ERROR = 1002
FAILED = 1011, "The application failed."


class WebSocketFactory:
    """Makes a WebSocket for each upgrade."""

    def __init__(self, server):
        self.server = server

    def buildProtocol(self, peer):
        return WebSocket(self.server)


class WebSocket(Ending):
    """Carries ASGI's websocket messages over one connection."""

    __slots__ = ()

    # ---- From the application ----

    def handle_reply(self, message):
        kind = message["type"]
        if self.state == CLOSED:
            return
        if kind == "websocket.accept" and self.state == CONNECTING:
            self.accept(message)
        elif kind == "websocket.send" and self.state != CONNECTING:
            self.send_message(message.get("text"), message.get("bytes"))
        elif kind == "websocket.close" and self.state != CONNECTING:
            self.last_words = None  # it has had them
            self.close(message.get("code", 1000), message.get("reason") or "")
        elif kind == "websocket.close":
            self.refuse(403, (), b"This door is closed to you.\n")
        elif kind.startswith("websocket.http.response.") and self.state == CONNECTING:
            self.deny(message)
        else:
            raise ValueError(f"{kind} cannot be sent now")

    def send_message(self, text, data):
        if (text is None) == (data is None):
            raise ValueError("websocket.send takes either text or bytes")
        if self.state != OPEN:
            return  # it is closing: the application will hear of it, and nobody reads this
        if text is None:
            self.socket.send(BINARY, data)
        else:
            self.socket.send(TEXT, text)

    def write_frame(self, frame):
        """Write a prepared frame without waiting; a client that is too far behind is closed."""
        if self.state != OPEN or self.socket.is_close_frame_sent:
            return
        if self.stuck_at is None:
            self.stream.transport.write(frame)
        else:
            self.give_up()

    async def room(self):
        """Return when there is room for more to say: the application waits for a slow reader."""
        while self.stuck_at is not None and self.state == OPEN:
            self.waiter = self.waiter or asyncio.get_running_loop().create_future()
            await asyncio.shield(self.waiter)

    def handle_exception(self, error):
        """The application failed; Daphne logs how."""
        if self.state == CONNECTING:
            self.refuse(500, (), b"The application failed.\n")
        else:
            self.close(*FAILED)

    # ---- From the client ----

    def on_ws_connected(self, socket):
        self.socket, self.state = socket, OPEN
        self.log("connected")
        if self.server.draining:
            self.close(*RESTART)

    def on_ws_frame(self, socket, frame):
        self.heard = time.monotonic()
        kind = frame.msg_type
        if frame.rsv1 or frame.rsv2 or frame.rsv3:
            raise WSProtocolError(PROTOCOL_ERROR, "A reserved bit is set.")
        if kind == TEXT and frame.fin and self.parts is None:
            self.take({"type": "websocket.receive", "text": text_of(frame)})
        elif kind == BINARY and frame.fin and self.parts is None:
            self.take({"type": "websocket.receive", "bytes": frame.get_payload_as_bytes()})
        elif kind == CLOSE:
            self.client_closes(frame)
        elif kind != PONG:
            self.take_part(kind, frame)

    def take(self, event):
        if self.state == OPEN:
            self.inbox.put_nowait(event)

    def take_part(self, kind, frame):
        """Collect the fragments of a message; a text must be right as far as it has come."""
        if (kind == CONTINUATION) == (self.parts is None):
            raise WSProtocolError(PROTOCOL_ERROR, "A fragment is out of place.")
        self.parts = self.parts or Parts(kind, self.server.largest_message)
        self.parts.add(frame)
        if frame.fin:
            parts, self.parts = self.parts, None
            self.take(parts.event())

    def client_closes(self, frame):
        code = frame.get_close_code() if frame.payload_size else NO_CODE
        if frame.payload_size and not may_travel(code):
            self.close_code = PROTOCOL_ERROR
            raise WSProtocolError(PROTOCOL_ERROR, f"{int(code)} is no close code.")
        self.last_words = None
        if self.state == OPEN:
            self.close_code, self.close_reason = int(code), frame.get_close_reason() or ""
            if frame.payload_size:
                self.socket.send_close(code, frame.get_close_message())
            else:
                self.stream.transport.write(EMPTY_CLOSE)
        self.change(CLOSING)
        self.socket.disconnect()

    def pause_writing(self):
        self.stuck_at = time.monotonic()

    def resume_writing(self):
        self.stuck_at = None
        self.wake()

    def on_ws_disconnected(self, socket):
        sent = socket.close_handshake and socket.close_handshake.sent
        if self.close_code == ABNORMAL and sent:
            self.close_code, self.close_reason = int(sent.code), sent.reason
        self.end()
