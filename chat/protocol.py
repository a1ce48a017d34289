"""What the server says of itself on a socket: errors, and the codes that close it. Pure: no I/O.

A code from 4000 to 4499, and 1012, mean "come back"; from 4500 on "not until something changes".
"""

from enum import IntEnum

import msgspec


class Close(IntEnum):
    """Why the server closes a socket."""

    TOO_FAST = 4429
    NOT_SIGNED_IN = 4501
    NO_SUCH_DOOR = 4504


class Frame(msgspec.Struct, tag_field="on", omit_defaults=True):
    """A text frame that the server says of itself."""

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
