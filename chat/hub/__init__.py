"""Who of this process hears what: groups of the broadcast door, rooms, people.

Nobody else touches the channel layer. Whatever goes wrong with it ends in the link.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer

from chat.events import Event
from chat.hub.groups import Groups
from chat.hub.link import Link, Message
from chat.hub.people import People
from chat.hub.rooms import Rooms

hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, "Hub"] = WeakKeyDictionary()


def hub() -> "Hub":
    """The hub of the running event loop, which is to say: of this process."""
    loop = asyncio.get_running_loop()
    if loop not in hubs:
        hubs[loop] = Hub(get_channel_layer())
    return hubs[loop]


class Hub:
    """The link to the other processes, and those who hear through it."""

    def __init__(self, layer: Any) -> None:
        self.link = Link(layer, self.receive)
        self.groups = Groups(self.link)
        self.rooms = Rooms(self.link)
        self.people = People(self.link)
        self.kinds: dict[str, Callable[[Message], Awaitable[None]]] = {
            "broadcast": self.groups.receive,
            "room": self.rooms.receive,
            "person": self.people.receive,
        }

    def tell(self, events: Iterable[Event]) -> None:
        """Let everybody hear what is meant for them, on whichever process, in order."""
        for (room, user), told in groupby(events, key=lambda event: (event.room, event.user)):
            if room is not None:
                self.rooms.publish(room, list(told))
            elif user is not None:
                self.people.publish(user, list(told))

    async def receive(self, message: Message) -> None:
        """Pass on what another process sent."""
        await self.kinds[message["type"]](message)
