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


class Error(msgspec.Struct, tag_field="on", tag="error", omit_defaults=True):
    """A refusal: a code for programs, a text for people, seconds to wait where time cures it."""

    error: str
    text: str
    retry_after: float | None = None

    def encode(self) -> str:
        """The frame's text."""
        return msgspec.json.encode(self).decode()
