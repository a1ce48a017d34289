"""What is asked about sockets and told of them, as processes tell it each other."""

from typing import Any

import msgspec

SIZES = {"buffered", "sent", "received"}
SORTS = {"since", "username", "address", *SIZES}


class Shown(msgspec.Struct, kw_only=True):
    """A socket as it is told. Sizes are in bytes; None stands for what the server cannot know."""

    number: int
    door: str
    since: float  # seconds since 1970
    user: int | None = None
    username: str = ""
    name: str = ""
    address: str = ""
    rooms: list[int] = []
    agent: str = ""  # the client's User-Agent
    tls: str | None = None  # as TLSv1.3
    cipher: str | None = None
    buffered: int | None = None
    sent: int | None = None
    received: int | None = None

    def rank(self, sort: str) -> Any:
        """What it is sorted by; what is not known comes before all else."""
        value = getattr(self, sort)
        return -1 if value is None else value


class Wanted(msgspec.Struct, kw_only=True):
    """Which sockets somebody wants to see, and in which order.

    Those that hold the text, or are in one of the rooms; all of them without both.
    """

    text: str = ""  # folded
    rooms: list[int] = []
    door: str = ""  # that one alone
    sort: str = "since"  # one of SORTS
    falling: bool = True

    def takes(self, shown: Shown) -> bool:
        """Whether it is one of them."""
        if self.door and shown.door != self.door:
            return False
        told = f"{shown.username}\n{shown.name}\n{shown.address}".casefold()
        return self.text in told or not set(self.rooms).isdisjoint(shown.rooms)


class Target(msgspec.Struct, kw_only=True):
    """Which sockets are to be closed, and why: one of a process, or all of a user's."""

    reason: str = ""
    process: str = ""  # the id of its link
    number: int = 0
    user: int = 0


class Found(msgspec.Struct, kw_only=True):
    """What one process answers: how many sockets it has, how many fit, and the first of those."""

    process: str  # its name
    total: int
    fitting: int
    sockets: list[Shown]
