"""Once a minute, what this process has counted is written down."""

import asyncio
import random
import time
from contextlib import suppress
from datetime import UTC, datetime

from chat.actions.sampling import keep
from chat.hub import hub
from chat.journal import journal
from chat.metrics import counts
from chat.models import Sample
from chat.protocol.frames import Refusal

MINUTE = 60.0
SPREAD = 5.0  # seconds in which the processes write, so that they do not all write at once


class Sampler:
    """Writes a sample after each minute, and the last one in the end.

    While the database is away it writes nothing: the next sample then has more in it.
    """

    def __init__(self) -> None:
        self.written = counts.copy()
        self.ending = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Write from now on."""
        self.task = asyncio.get_running_loop().create_task(self.run())

    async def end(self) -> None:
        """Write what there is, and no more."""
        self.ending.set()
        if self.task:
            await self.task

    async def run(self) -> None:
        while not self.ending.is_set():
            over = MINUTE - time.time() % MINUTE
            with suppress(TimeoutError):
                async with asyncio.timeout(over + random.uniform(0, SPREAD)):  # noqa: S311
                    await self.ending.wait()
            await self.write()

    async def write(self) -> None:
        """Write down what has come since the last time."""
        now, begun = counts.copy(), (time.time() - 2 * SPREAD) // MINUTE * MINUTE
        link, sockets = hub().link, hub().sockets
        sample = Sample(at=datetime.fromtimestamp(begun, UTC), process=link.name[:100])
        sample.socket_minutes = len(sockets.open)
        with suppress(Refusal):
            await journal().write(keep, sample.take(now.since(self.written)))
            self.written = now
