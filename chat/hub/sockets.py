"""All sockets of this process, as whoever runs the site looks at them.

Nothing is noted while they talk: what there is to tell is found out when somebody asks.
"""

import asyncio
import itertools
import time
from collections.abc import Collection
from typing import Any, Protocol

import msgspec

from chat.hub.link import Link
from chat.hub.looks import SIZES, Found, Shown, Target, Wanted

MOST = 200  # sockets in one answer
ROOMS = 20  # rooms that are told of one socket
SLICE = 100  # sockets looked at before everything else has its turn


class Socket(Protocol):
    """What a consumer tells of itself, and does."""

    door: str
    user: Any  # as `things.User`, or None

    @property
    def address(self) -> str:
        """The client's."""

    @property
    def agent(self) -> str:
        """The client's User-Agent."""

    @property
    def open_rooms(self) -> Collection[int]:
        """The rooms that it has open."""

    def connection(self) -> dict[str, Any]:
        """What the server knows of the connection, by the names of `Shown`."""

    async def dismiss(self, reason: str) -> None:
        """Say why, and close."""


class Sockets:
    """Each by a number that no other socket of this process gets, with the time it came."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.numbers = itertools.count(1)
        self.open: dict[int, tuple[float, Socket]] = {}

    def add(self, socket: Socket) -> int:
        """It has come; the number by which it is discarded."""
        number = next(self.numbers)
        self.open[number] = time.time(), socket
        return number

    def discard(self, number: int) -> None:
        """It has gone."""
        self.open.pop(number, None)

    # ---- Answers to a survey ----

    async def look(self, asked: dict[str, Any]) -> Any:
        """The first of the sockets that are `Wanted`, as `Found`."""
        wanted = msgspec.convert(asked, Wanted)
        ranks: list[tuple[Any, int]] = []
        for some in slices(list(self.open)):
            seen = [self.shown(number, wanted.sort in SIZES) for number in some]
            fitting = [shown for shown in seen if shown and wanted.takes(shown)]
            ranks += [(shown.rank(wanted.sort), shown.number) for shown in fitting]
            await asyncio.sleep(0)
        ranks.sort(reverse=wanted.falling)
        told = filter(None, [self.shown(number, True) for _, number in ranks[:MOST]])
        found = Found(
            process=self.link.name, total=len(self.open), fitting=len(ranks), sockets=list(told)
        )
        return msgspec.to_builtins(found)

    def shown(self, number: int, whole: bool) -> Shown | None:
        """An open socket, where asked with all that is known of its connection."""
        if number not in self.open:
            return None
        since, socket = self.open[number]
        shown = Shown(number=number, door=socket.door, since=since, address=socket.address)
        shown.rooms = list(socket.open_rooms)
        if user := socket.user:
            shown.user, shown.username, shown.name = user.id, user.username, user.name
        if whole:
            shown.agent, shown.rooms = socket.agent, shown.rooms[:ROOMS]
            for name, value in socket.connection().items():
                setattr(shown, name, value)
        return shown

    async def close(self, asked: dict[str, Any]) -> Any:
        """Close the `Target`; what is told of each socket that was closed."""
        target = msgspec.convert(asked, Target)
        seen = [self.shown(number, False) for number in self.meant(target)]
        closed = [shown for shown in seen if shown]
        sockets = [self.open[shown.number][1] for shown in closed]
        await asyncio.gather(*(socket.dismiss(target.reason) for socket in sockets))
        return msgspec.to_builtins(closed)

    def meant(self, target: Target) -> list[int]:
        """The numbers of the sockets that a target names."""
        if target.user:
            everybody = self.open.items()
            return [
                number
                for number, (_, socket) in everybody
                if socket.user and socket.user.id == target.user
            ]
        return [target.number] if target.process == self.link.id else []


def slices(numbers: list[int]) -> list[list[int]]:
    """So many at a time."""
    return [numbers[start : start + SLICE] for start in range(0, len(numbers), SLICE)]
