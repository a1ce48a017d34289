"""Who of this process hears what: groups of the broadcast door, rooms, people.

Nobody else touches the channel layer. Whatever goes wrong with it ends in the link.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer

from chat.events import Event
from chat.hub.groups import Groups
from chat.hub.link import Link, Message
from chat.hub.parcels import addressed
from chat.hub.people import People
from chat.hub.rooms import Rooms
from chat.hub.sockets import Sockets
from chat.hub.survey import Survey
from chat.hub.trouble import Trouble

logger = logging.getLogger(__name__)

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
        self.people = People(self.link)
        self.rooms = Rooms(self.link, self.people)
        self.sockets = Sockets(self.link)
        self.survey = Survey(self.link)
        self.survey.answering = {"look": self.sockets.look, "close": self.sockets.close}
        self.kinds: dict[str, Callable[[Message], Awaitable[None]]] = {
            "broadcast": self.groups.receive,
            "room": self.rooms.receive,
            "person": self.people.receive,
            "everybody": self.people.receive_for_all,
            "missed": self.rooms.catch_up,
            "question": self.survey.take_question,
            "answer": self.survey.take_answer,
        }
        self.trouble = Trouble(logger, "What another process sent was not understood")

    def tell(self, events: Iterable[Event]) -> None:
        """Let everybody hear what is meant for them, on whichever process, in order."""
        for (room, user), theirs in addressed(events).items():
            if room is not None:
                self.rooms.publish(room, theirs)
            elif user is not None:
                self.people.publish(user, theirs)
            elif theirs[0].everybody:
                self.people.publish_to_all(theirs)

    async def receive(self, message: Message) -> None:
        """Pass on what another process sent, which may run another version of this."""
        try:
            if receive := self.kinds.get(message["type"]):
                await receive(message)
        except Exception as error:  # no message may end the link, on which all others come
            self.trouble.met(error)
