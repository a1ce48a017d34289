"""Whether those who are here may still be: looked at again and again, whoever says nothing.

What is decided about somebody is told to their sockets at once, but the channel layer may lose it,
and nobody tells that a token or a session has run out.
"""

import asyncio
import logging
from typing import Any
from weakref import WeakKeyDictionary

from chat.consumers.base import keep

logger = logging.getLogger(__name__)

ROUND = 60.0  # seconds within which each socket is looked at

watches: WeakKeyDictionary[asyncio.AbstractEventLoop, "Watch"] = WeakKeyDictionary()


def watch():
    """The watch of the running event loop, which is to say: of this process."""
    loop = asyncio.get_running_loop()
    if loop not in watches:
        watches[loop] = Watch()
    return watches[loop]


class Watch:
    """The sockets of this process that are somebody's."""

    def __init__(self):
        self.sockets: dict[Any, None] = {}
        self.task: Any = None

    def add(self, socket):
        """Look at it from now on."""
        self.sockets[socket] = None
        if self.task is None:
            self.task = keep(self.run())

    def discard(self, socket):
        """It has gone."""
        self.sockets.pop(socket, None)

    async def run(self):
        """Look at one after the other, evenly spread over a round, while there are any."""
        while self.sockets:
            here = list(self.sockets)
            for socket in here:
                await asyncio.sleep(ROUND / len(here))
                if socket in self.sockets:
                    await self.look(socket)
        self.task = None

    async def look(self, socket):
        try:
            await socket.look_again()
        except Exception:  # one that fails must not end the watch over the others
            logger.exception("A socket could not be looked at")
