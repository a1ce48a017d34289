"""Telling from where nobody is served: a command, a shell, a worker before its first socket.

Nobody waits for it, and a process that ends has told everything before.
"""

import asyncio
import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from channels.layers import get_channel_layer

from chat.events import Event
from chat.hub import people, rooms
from chat.hub.link import Message, carry
from chat.hub.parcels import addressed

logger = logging.getLogger(__name__)

thread = ThreadPoolExecutor(1, thread_name_prefix="chat-outside")


def tell(told: Iterable[Event]) -> None:
    """Let the sockets of all servers hear it."""
    thread.submit(send, list(messages(told)))


def messages(told: Iterable[Event]) -> Iterator[tuple[str, Message]]:
    """What the channel layer is to carry, and to which groups."""
    for (room, user), theirs in addressed(told).items():
        if room is not None:
            yield from ((rooms.layer_name(room), each) for each in rooms.messages(room, theirs))
        elif user is not None:
            yield from ((people.layer_name(user), each) for each in people.messages(user, theirs))


def send(carried: Iterable[tuple[str, Message]]) -> None:
    """Have it carried; where the layer is away, or no server runs, nothing is lost by that: servers
    look at the database every few seconds.
    """
    try:
        asyncio.run(carry(get_channel_layer(), carried))
    except Exception as error:
        logger.debug("Other processes were not told: %s", error)
