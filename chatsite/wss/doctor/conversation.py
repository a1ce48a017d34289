"""An open WebSocket, frame by frame: it blocks, and waits for nothing longer than its patience."""

import os
import socket
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from django.utils.translation import gettext as _
from websockets.frames import CLOSE_CODE_EXPLANATIONS, CloseCode, Frame, Opcode
from websockets.protocol import CLIENT, OPEN, Protocol

from chatsite.wss.doctor.answers import Answer, late, printable

LARGEST = 16 * 1024 * 1024  # bytes of a message that a server may send us
A_MOMENT = 0.5  # seconds
MESSAGE = (Opcode.TEXT, Opcode.BINARY, Opcode.CONT)


class Ended(ConnectionError):
    """The server ended the conversation: with a close frame, or without one, which is 1006."""

    def __init__(self, code: int, reason: str) -> None:
        self.code, self.reason = code, printable(reason)
        words = f"{code} {self.reason or CLOSE_CODE_EXPLANATIONS.get(code, '')}"
        super().__init__(_("the server closed the socket: %(words)s") % {"words": words.strip()})


class Broken(ConnectionError):
    """The server sent what RFC 6455 forbids; browsers hang up."""

    def __init__(self, reason: str) -> None:
        words = printable(reason)
        super().__init__(_("the server breaks the rules of RFC 6455: %(words)s") % {"words": words})


class Talk:
    """One open socket, frame by frame. Who waits in vain gets an OSError: TimeoutError, Ended …"""

    def __init__(self, sock: socket.socket, answer: Answer, patience: float) -> None:
        self.sock, self.patience = sock, patience
        self.protocol = Protocol(CLIENT, state=OPEN, max_size=LARGEST)
        self.waiting: deque[Frame] = deque()
        self.take(answer.body)

    # ---- What we say ----

    def send(self, message: str) -> None:
        self.say(self.protocol.send_text, message.encode())

    def send_in_parts(self, first: str, *rest: str) -> None:
        """One text message in as many frames."""
        self.say(self.protocol.send_text, first.encode(), fin=not rest)
        for number, part in enumerate(rest, start=1):
            self.say(self.protocol.send_continuation, part.encode(), fin=number == len(rest))

    def ping(self) -> None:
        """Ping and wait for the pong."""
        number = os.urandom(4)
        self.say(self.protocol.send_ping, number)
        self.until(lambda frame: frame.opcode is Opcode.PONG and bytes(frame.data) == number)

    def close(self) -> None:
        """Close and wait for the server's close frame; Ended with 1006 where none comes."""
        self.say(self.protocol.send_close, CloseCode.NORMAL_CLOSURE)
        self.until(lambda frame: frame.opcode is Opcode.CLOSE)

    def leave(self) -> None:
        """Close, and give the server a moment to count us out before the next one comes."""
        with suppress(OSError):
            self.say(self.protocol.send_close, CloseCode.GOING_AWAY)
            self.stay(A_MOMENT)

    def say(self, frame: Callable[..., None], *content, **options) -> None:
        """Send a frame while the socket is open; that it is not is found where somebody listens."""
        if self.protocol.state is OPEN:
            frame(*content, **options)
            self.flush()

    def flush(self) -> None:
        self.sock.settimeout(self.patience)
        with suppress(ConnectionError):  # why it is closed is found where it is read
            self.sock.sendall(b"".join(self.protocol.data_to_send()))

    # ---- What the server says ----

    def hear(self) -> str | bytes:
        """The next message, put together."""
        end = time.monotonic() + self.patience
        parts = [self.message_frame(end)]
        while not parts[-1].fin:
            parts.append(self.message_frame(end))
        data = b"".join(bytes(part.data) for part in parts)
        return data.decode("utf-8", "replace") if parts[0].opcode is Opcode.TEXT else data

    def stay(self, seconds: float) -> None:
        """Say nothing for so long, but answer pings; Ended where the server does not stay."""
        with suppress(TimeoutError):
            self.until(lambda frame: False, seconds)

    def message_frame(self, end: float) -> Frame:
        while (frame := self.frame(end)).opcode not in MESSAGE:
            if frame.opcode is Opcode.CLOSE:
                raise self.ending()
        return frame

    def until(self, wanted: Callable[[Frame], bool], patience: float | None = None) -> Frame:
        """Frames until the wanted one."""
        end = time.monotonic() + (self.patience if patience is None else patience)
        while not wanted(frame := self.frame(end)):
            if frame.opcode is Opcode.CLOSE:
                raise self.ending()
        return frame

    def frame(self, end: float) -> Frame:
        """The next frame; pings are answered as browsers do."""
        while not self.waiting:
            data = b"" if self.protocol.parser_exc else self.receive(end)
            if not data:
                raise self.ending()
            self.take(data)
        return self.waiting.popleft()

    def receive(self, end: float) -> bytes:
        left = end - time.monotonic()
        if left <= 0:
            raise late(self.patience)
        try:
            self.sock.settimeout(left)
            return self.sock.recv(64 * 1024)
        except TimeoutError as error:
            raise late(self.patience) from error
        except ConnectionError:
            return b""

    def take(self, data: bytes) -> None:
        self.protocol.receive_data(data)
        self.waiting.extend(e for e in self.protocol.events_received() if isinstance(e, Frame))
        self.flush()

    def ending(self) -> ConnectionError:
        """Why nothing more comes."""
        if self.protocol.parser_exc:
            return Broken(str(self.protocol.parser_exc))
        close = self.protocol.close_rcvd
        return Ended(close.code, close.reason) if close else Ended(CloseCode.ABNORMAL_CLOSURE, "")
