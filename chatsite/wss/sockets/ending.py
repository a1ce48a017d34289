"""How a WebSocket ends: by whom, with which code, and when nobody says anything any more."""

import asyncio
import logging
import time

from chatsite.wss.sockets.connection import ABNORMAL, CLOSED, CLOSING, CONNECTING, OPEN
from chatsite.wss.sockets.frames import (
    EMPTY_CLOSE,
    close_frame,
    code_and_reason,
    may_travel,
)
from chatsite.wss.sockets.opening import Opening
from chatsite.wss.sockets.wire import Farewell
from chatsite.wss.transport import resume_reading

logger = logging.getLogger(__name__)

LONGEST_REASON = 123  # bytes: RFC 6455, 5.5: a control frame carries at most 125
PATIENCE = 2  # seconds for a client to answer our close frame …
LAST_READING = 10  # … and for one that reads too slowly, which has 256 KiB to read before it
LOOK = 0.02  # seconds between two looks whether an application has answered everything
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

    async def close_for_restart(self, hurry, end):
        """Send the client away because the server ends, once what it has said is answered.

        That is waited for until the time `end`, or until the event `hurry` is set.
        """
        self.pause_reading()
        while self.is_answering() and time.monotonic() < end and not hurry.is_set():
            await asyncio.sleep(LOOK)
        if self.state == OPEN:
            self.close(*RESTART)
            resume_reading(self.stream.transport)

    def is_answering(self):
        """Whether the application has yet to answer what came, to a client that reads."""
        return self.state == OPEN and self.stuck_at is None and not self.inbox.is_idle

    def give_up(self):
        """The client reads too slowly: what waits for it is thrown away with the connection."""
        self.close_code, self.close_reason = TOO_SLOW
        self.close(*TOO_SLOW)

    def goodbye(self, frame):
        """What to send in place of picows' close frame: before it the application's last words.

        picows objects to a client that closes twice; that gets its own code back.
        """
        received = self.socket.close_handshake and self.socket.close_handshake.recv
        if not received:
            return self.words_before(frame) + frame
        if self.state != OPEN or self.close_code != ABNORMAL:
            return frame
        self.close_code, self.close_reason = int(received.code) or NO_CODE, received.reason or ""
        return close_frame(self.close_code) if received.code else EMPTY_CLOSE

    def words_before(self, frame):
        """The last words of an application that has not closed by itself."""
        last_words, self.last_words = self.last_words, None
        if last_words is None:
            return b""
        try:
            return last_words(*code_and_reason(frame)) or b""
        except Exception:  # a socket closes whatever its application thinks of it
            logger.exception("An application failed at its last words")
            return b""

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
        elif self.state == CLOSING and now - self.changed > self.patience():
            self.stream.transport.abort()
        elif self.state == OPEN:
            self.check_open(now)

    def patience(self):
        return LAST_READING if self.close_code == TOO_SLOW[0] else PATIENCE

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
