"""How a WebSocket ends: by whom, with which code, and when nobody says anything any more."""

import asyncio
import time

from chatsite.wss.sockets.connection import ABNORMAL, CLOSED, CLOSING, CONNECTING, OPEN
from chatsite.wss.sockets.frames import EMPTY_CLOSE, close_frame, may_travel
from chatsite.wss.sockets.opening import Opening
from chatsite.wss.sockets.wire import Farewell

LONGEST_REASON = 123  # bytes: RFC 6455, 5.5: a control frame carries at most 125
PATIENCE = 2  # seconds for a client to answer our close frame
SLOWEST = 20  # seconds that a reader may stand still with bytes waiting

NO_CODE = 1005
RESTART = 1012, "The server is restarting."
SILENT = 4000, "No answer to a ping."
TOO_SLOW = 4408, "This client reads too slowly."


class Ending(Opening):
    """The part of a WebSocket that sees to its end."""

    __slots__ = ()

    def close(self, code, reason):
        """Close with any code that may travel; the client has some seconds to answer."""
        if not may_travel(code):
            raise ValueError(f"{code} is no close code that a server may send")
        if self.state == OPEN:
            self.socket.send_close(code, cut(reason))
            self.change(CLOSING)

    async def close_for_restart(self):
        """Send the client away because the server ends, after the application's last words."""
        if self.on_drain:
            self.on_drain()
            await asyncio.sleep(0)  # what it sends is sent in its own time
        if self.state == OPEN:
            self.close(*RESTART)

    def give_up(self):
        """The client reads too slowly: what waits for it is thrown away with the connection."""
        self.close_code, self.close_reason = TOO_SLOW
        self.close(*TOO_SLOW)

    def goodbye(self, frame):
        """The close frame to send in place of picows': it objects to a client that closes twice."""
        received = self.socket.close_handshake and self.socket.close_handshake.recv
        if self.state != OPEN or not received or self.close_code != ABNORMAL:
            return frame
        self.close_code, self.close_reason = int(received.code) or NO_CODE, received.reason or ""
        return close_frame(self.close_code) if received.code else EMPTY_CLOSE

    def hang_up(self):
        """End the connection, but let the client read our close frame, whatever it still sends."""
        if self.state == CLOSED:
            return
        transport = self.stream.transport
        if self.secure or self.socket.close_handshake.recv or transport.is_closing():
            transport.close()  # over TLS this reads on until the client has said goodbye as well
        else:
            self.change(CLOSING)
            transport.set_protocol(Farewell(self))
            transport.write_eof()

    # ---- Time ----

    def check_timeouts(self):
        """Called by Daphne every two seconds."""
        now = time.monotonic()
        server = self.server
        if self.state == CONNECTING and now - self.opened > server.websocket_connect_timeout > 0:
            self.refuse(504, (), b"The application did not answer the handshake.\n")
        elif self.state == CLOSING and now - self.changed > PATIENCE:
            self.stream.transport.abort()
        elif self.state == OPEN:
            self.check_open(now)

    def check_open(self, now):
        server = self.server
        if self.stuck_at and now - self.stuck_at > SLOWEST:
            self.give_up()
        elif 0 <= server.websocket_timeout < now - self.opened:
            self.close(1000, "The longest time of a connection is over.")
        elif self.pinged and self.heard < self.pinged:
            if now - self.pinged > server.ping_timeout:
                self.close_code, self.close_reason = SILENT
                self.close(*SILENT)
        elif now - self.heard > server.ping_interval:
            self.pinged = now
            self.socket.send_ping(b"")


def cut(reason):
    """The reason in UTF-8, cut between two characters where it is too long for a close frame."""
    return reason.encode()[:LONGEST_REASON].decode(errors="ignore").encode()
