"""What both ways have in common: frames, refusals, and the codes that close a socket.

1012, 1013 and codes from 4000 to 4499 mean "come back"; those from 4500 on "not until something
changes".
"""

from enum import IntEnum
from typing import Any

import msgspec

VERSION = "chat.v1"  # the subprotocol that a client may offer


class Close(IntEnum):
    """Why the server closes a socket."""

    RESTART = 1012
    TRY_AGAIN = 1013
    SILENT = 4000
    BAD_COMMANDS = 4400
    TOO_SLOW = 4408
    TOO_FAST = 4429
    SIGNED_OUT = 4500
    NOT_SIGNED_IN = 4501
    DISMISSED = 4502
    BANNED = 4503
    NO_SUCH_DOOR = 4504
    FOREIGN_ORIGIN = 4505


class Refusal(Exception):
    """Why something is not done: a code of `protocol.refusals`, and what its text names.

    Raised on every floor; the edges put it into words, in the person's language.
    """

    def __init__(self, code: str, retry_after: float | None = None, **named: Any) -> None:
        super().__init__(code)
        self.code, self.retry_after, self.named = code, retry_after, named


class Frame(msgspec.Struct, tag_field="on", omit_defaults=True):
    """A text frame that the server says unasked: an event."""

    def encode(self) -> str:
        """The frame's text."""
        return msgspec.json.encode(self).decode()


class Error(Frame, tag="error"):
    """A refusal: a code for programs, a text for people, seconds to wait where time cures it."""

    error: str
    text: str
    retry_after: float | None = None


class Whoami(Frame, tag="whoami"):
    """How the server sees a client: its address, what it asked for, and the server's own clock."""

    address: str | None  # None on a Unix socket without a proxy
    scheme: str  # wss or ws, as the client spoke it
    host: str
    time: float  # seconds since 1970
