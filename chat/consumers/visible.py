"""What a socket shows of itself to whoever runs the site."""

from collections.abc import Collection
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer

from chat.hub import hub
from chat.metrics import counts

LONGEST = 300  # characters of a User-Agent


class Visible(AsyncWebsocketConsumer):
    """The part of a socket that is looked at, as `hub.sockets` has it."""

    door = ""
    user: Any = None  # whose it is, as `things.User`
    number: int | None = None  # that it is looked up by, from its acceptance to its end

    async def accept(self, *about, **named):
        await super().accept(*about, **named)
        self.number = hub().sockets.add(self)
        counts.sockets += 1

    def vanish(self) -> None:
        """It is not looked at any more."""
        if self.number is not None:
            hub().sockets.discard(self.number)

    @property
    def address(self) -> str:
        """The client's; none on a Unix socket without a proxy."""
        client = self.scope.get("client")
        return client[0] if client else ""

    @property
    def agent(self) -> str:
        """The client's User-Agent."""
        headers = dict(self.scope["headers"])
        return headers.get(b"user-agent", b"").decode("latin-1")[:LONGEST]

    @property
    def open_rooms(self) -> Collection[int]:
        """The rooms that it has open."""
        return ()

    def connection(self) -> dict[str, Any]:
        """What our server knows of the connection, by the names of `hub.looks.Shown`."""
        told = self.scope.get("extensions", {}).get("wss.connection")
        return told["look"]() if told else {}
