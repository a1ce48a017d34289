"""Whether those who are here may still be: their proofs, compared with the database all the time.

What is decided about somebody is told to their sockets at once. But the channel layer may lose it,
nobody tells that a token or a session has run out, and nobody what was changed past the models.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings

from chat.consumers.base import keep
from chat.hub import hub
from chat.hub.trouble import Trouble
from chat.hub.truth import lane, portions
from chat.models.proofs import stamps

logger = logging.getLogger(__name__)

ALONE = 1.0  # seconds between two looks while the channel layer may be away

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
        self.due = asyncio.Event()
        self.trouble = Trouble(logger, "Who is here cannot be compared with the database")
        hub().link.watchers.append(self.due.set)

    def add(self, socket):
        """Look at it from now on."""
        self.sockets[socket] = None
        if self.task is None:
            self.task = keep(self.run())

    def discard(self, socket):
        """It has gone."""
        self.sockets.pop(socket, None)

    async def run(self):
        """Look every few seconds while there are any; at once when the layer may be away."""
        while self.sockets:
            with suppress(TimeoutError):
                async with asyncio.timeout(settings.CHAT_WATCH if hub().link.well else ALONE):
                    await self.due.wait()
            self.due.clear()
            await self.compare()
        self.task = None

    async def compare(self):
        """Have each socket looked at whose proof is not what it was."""
        try:
            for some in portions(list(self.sockets)):
                await self.look(some)
        except Exception as error:  # it must never end: the next look may go well
            self.trouble.met(error)
        else:
            self.trouble.over()

    async def look(self, some: Sequence[Any]):
        found = await lane.ask(stamps, {socket.shown for socket in some})
        for socket in some:
            if socket in self.sockets and found.get(socket.shown) != socket.stamp:
                keep(socket.look_again())
