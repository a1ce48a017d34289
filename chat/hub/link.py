"""This process's link to the channel layer: the only place that touches it, and that may fail.

Whatever goes wrong with the layer ends here. The link is then made anew from nothing (connections,
channel, groups), again and again until it holds, and says once that it went and once that it came.
"""

import asyncio
import logging
import os
import socket
import time
import uuid
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from chat.metrics import counts

logger = logging.getLogger(__name__)

Message = dict[str, Any]

ALL = "all"  # the group that every link is in
PULSE = 0.5  # seconds between two messages of a link to itself
DOUBT = 1.0  # seconds without one coming back after which the layer may be away …
LATE = 4.0  # … and after which it is
RETRY = 0.5  # seconds between two tries
WAITING = 1000  # messages that may wait for the layer; more are not carried to other processes


class Link:
    """One channel for a whole process, in as many groups as its members need.

    `id` is a new one each time, `name` what people know the process by: its node and number.

    `heard` is a coroutine function; it is given each message that another process sent.
    `away` is None, or in words why other processes cannot be reached at the moment.
    `well` says whether they surely can; each of `watchers` is called when that changes.
    """

    def __init__(self, layer: Any, heard: Callable[[Message], Awaitable[None]]) -> None:
        self.layer = layer
        self.heard = heard
        self.id = uuid.uuid4().hex
        self.name = f"{socket.gethostname()}/{os.getpid()}"
        self.away: str | None = None
        self.well = False
        self.watchers: list[Callable[[], None]] = []
        self.wanted: set[str] = {ALL}
        self.held: set[str] = set()
        self.touched: set[str] = set()  # where the two may differ
        self.changed = asyncio.Event()
        self.settled = asyncio.Event()  # once all groups are held after a new beginning
        self.holding: dict[str, asyncio.Future[None]] = {}  # who waits for a group
        self.spoken = asyncio.Event()  # once it is known whether the layer works
        self.outgoing: asyncio.Queue[tuple[str, Message]] = asyncio.Queue(WAITING)
        self.missed = 0  # messages that found no place in the line since it was last empty
        self.pulsed = 0.0
        self.task = asyncio.create_task(self.run())

    # ---- For the hub ----

    async def hold(self, group: str) -> None:
        """Be in `group`: returns once the layer knows, or at once while the layer is away."""
        self.want(group)
        if group not in self.held and not self.away:
            known = self.holding.setdefault(group, asyncio.get_running_loop().create_future())
            try:
                async with asyncio.timeout(LATE):
                    await asyncio.shield(known)
            except TimeoutError:
                logger.warning("The channel layer takes its time: joined without it.")

    def want(self, group: str) -> None:
        """Be in `group` soon."""
        self.wanted.add(group)
        self.touch(group)

    def release(self, group: str) -> None:
        """Be no longer in `group`."""
        self.wanted.discard(group)
        self.touch(group)

    def touch(self, group: str) -> None:
        self.touched.add(group)
        self.changed.set()

    def send(self, group: str, message: Message) -> None:
        """Carry `message` to the group's members on other processes; nobody waits for it."""
        try:
            self.outgoing.put_nowait((group, {**message, "from": self.id}))
        except asyncio.QueueFull:
            if not self.missed and not self.away:
                logger.warning("The channel layer is too slow: what it cannot carry is left out.")
            self.missed += 1

    async def trouble(self, patience: float) -> str | None:
        """`away`, or after so many seconds without the layer's first word, that there is none."""
        try:
            async with asyncio.timeout(patience):
                await self.spoken.wait()
        except TimeoutError:
            return "it has not answered yet"
        return self.away

    # ---- Against the layer ----

    async def run(self) -> None:
        while True:
            try:
                await self.session()
            except Exception as error:
                self.lose(str(error).rstrip(".") or type(error).__name__)
            await asyncio.sleep(RETRY)

    async def session(self) -> None:
        """Everything that goes on while the layer works; the first trouble ends all of it."""
        channel = await self.layer.new_channel()
        self.held, self.touched = set(), set(self.wanted)
        self.settled.clear()
        self.changed.set()
        # No TaskGroup: it loses a cancellation while one of its tasks fails (gh-116720).
        works = [self.receive, self.subscribe, self.publish, self.pulse, self.watch]
        tasks = [asyncio.create_task(work(channel)) for work in works]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            done.pop().result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            # Local to this process: closes the connections, so that the next try makes new ones.
            await self.layer.flush()

    async def receive(self, channel: str) -> None:
        while True:
            message = await self.layer.receive(channel)
            if message.get("type") == "pulse":
                counts.layer.add(time.monotonic() - message["sent"])
                self.find()
            elif message.get("from") != self.id:
                await self.heard(message)

    async def subscribe(self, channel: str) -> None:
        while True:
            await self.changed.wait()
            self.changed.clear()
            while self.touched:
                await self.agree(channel, self.touched.pop())
            self.settled.set()

    async def agree(self, channel: str, group: str) -> None:
        """Let the layer know whether we want to be in a group."""
        async with asyncio.timeout(LATE):
            if group in self.wanted and group not in self.held:
                await self.layer.group_add(group, channel)
                self.held.add(group)
            elif group not in self.wanted and group in self.held:
                self.held.discard(group)
                await self.layer.group_discard(group, channel)
        if known := self.holding.pop(group, None):
            known.set_result(None)

    async def publish(self, channel: str) -> None:
        while True:
            group, message = await self.outgoing.get()
            await self.layer.group_send(group, message)
            if self.missed and self.outgoing.empty():
                # Whoever should have had them reads the database now, and not at the next look.
                await self.layer.group_send(ALL, {"type": "missed", "from": self.id})
                logger.warning("The channel layer has left out %s messages.", self.missed)
                self.missed = 0

    async def pulse(self, channel: str) -> None:
        """Not before every group is held again: then it is true that all hear each other."""
        await self.settled.wait()
        while True:
            await self.layer.send(channel, {"type": "pulse", "sent": time.monotonic()})
            await asyncio.sleep(PULSE)

    async def watch(self, channel: str) -> None:
        """Notice soon that pulses stay away."""
        await self.settled.wait()
        self.pulsed = time.monotonic()
        while (silent := time.monotonic() - self.pulsed) < LATE:
            if silent > DOUBT:
                self.turn(well=False)
            await asyncio.sleep(DOUBT / 4)
        raise TimeoutError("it does not answer")

    # ---- What it knows of the layer ----

    def find(self) -> None:
        """The layer works."""
        self.pulsed = time.monotonic()
        self.spoken.set()
        if self.away:
            logger.warning("The channel layer is back: all processes hear each other.")
            self.away = None
        self.turn(well=True)

    def lose(self, why: str) -> None:
        """The layer does not work; those who wait for it wait no longer."""
        if not self.away:
            logger.error(
                "The channel layer is away: %s. Sockets of this process hear each other at once, "
                "those of others what the database keeps; trying again until it is back.",
                why,
            )
        self.away = why
        self.spoken.set()
        for known in self.holding.values():
            known.set_result(None)
        self.holding.clear()
        self.turn(well=False)

    def turn(self, well: bool) -> None:
        """Tell those who watch whether other processes can surely be reached."""
        if well != self.well:
            self.well = well
            for watcher in self.watchers:
                watcher()


async def carry(layer: Any, messages: Iterable[tuple[str, Message]]) -> None:
    """Carry messages to their groups from a process without a link; raises what the layer does."""
    async with asyncio.timeout(LATE):
        for group, message in messages:
            await layer.group_send(group, {**message, "from": ""})
