"""This process's link to the channel layer: the only place that touches it, and that may fail.

Whatever goes wrong with the layer ends here. The link is then made anew from nothing (connections,
channel, groups), again and again until it holds, and says once that it went and once that it came.
"""

import asyncio
import logging
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

logger = logging.getLogger(__name__)

Message = dict[str, Any]

PULSE = 1.0  # seconds between two messages of a link to itself
LATE = 4.0  # seconds without one coming back after which the layer counts as away
RETRY = 0.5  # seconds between two tries
WAITING = 1000  # messages that may wait for the layer; more are not carried to other processes


class Link:
    """One channel for a whole process, in as many groups as its members need.

    `heard` is a coroutine function; it is given each message that another process sent.
    `away` is None, or in words why other processes cannot be reached at the moment.
    """

    def __init__(self, layer: Any, heard: Callable[[Message], Awaitable[None]]) -> None:
        self.layer = layer
        self.heard = heard
        self.id = uuid.uuid4().hex
        self.away: str | None = None
        self.wanted: set[str] = set()
        self.held: set[str] = set()
        self.changed, self.settled = asyncio.Event(), asyncio.Event()
        self.spoken = asyncio.Event()  # once it is known whether the layer works
        self.outgoing: asyncio.Queue[tuple[str, Message]] = asyncio.Queue(WAITING)
        self.pulsed = 0.0
        self.task = asyncio.create_task(self.run())

    # ---- For the hub ----

    async def hold(self, group: str) -> None:
        """Be in `group`: returns once the layer knows, or at once while the layer is away."""
        self.want(self.wanted | {group})
        if group not in self.held and not self.away:
            try:
                await asyncio.wait_for(self.settled.wait(), LATE)
            except TimeoutError:
                logger.warning("The channel layer takes its time: joined without it.")

    def release(self, group: str) -> None:
        """Be no longer in `group`."""
        self.want(self.wanted - {group})

    def want(self, groups: set[str]) -> None:
        self.wanted = groups
        if self.wanted != self.held and not self.away:
            self.settled.clear()
        self.changed.set()

    def send(self, group: str, message: Message) -> None:
        """Carry `message` to the group's members on other processes; nobody waits for it."""
        try:
            self.outgoing.put_nowait((group, {**message, "from": self.id}))
        except asyncio.QueueFull:
            self.lose("it takes no more messages")

    async def trouble(self, patience: float) -> str | None:
        """`away`, or after so many seconds without the layer's first word, that there is none."""
        try:
            await asyncio.wait_for(self.spoken.wait(), patience)
        except TimeoutError:
            return "it has not answered yet"
        return self.away

    # ---- Against the layer ----

    async def run(self) -> None:
        while True:
            try:
                await self.session()
            except Exception as error:
                self.lose(cause(error))
            await asyncio.sleep(RETRY)

    async def session(self) -> None:
        """Everything that goes on while the layer works; the first trouble ends all of it."""
        channel = await self.layer.new_channel()
        self.held = set()
        try:
            async with asyncio.TaskGroup() as tasks:
                for work in (self.receive, self.subscribe, self.publish, self.pulse):
                    tasks.create_task(work(channel))
        finally:
            # Local to this process: closes the connections, so that the next try makes new ones.
            await self.layer.flush()

    async def receive(self, channel: str) -> None:
        while True:
            message = await self.layer.receive(channel)
            if message["type"] == "pulse":
                self.find()
            elif message["from"] != self.id:
                await self.heard(message)

    async def subscribe(self, channel: str) -> None:
        while True:
            self.changed.clear()
            for group in self.wanted - self.held:
                await self.layer.group_add(group, channel)
                self.held.add(group)
            for group in self.held - self.wanted:
                await self.layer.group_discard(group, channel)
                self.held.discard(group)
            if self.wanted == self.held:
                self.settled.set()
                await self.changed.wait()

    async def publish(self, channel: str) -> None:
        while True:
            group, message = await self.outgoing.get()
            await self.layer.group_send(group, message)

    async def pulse(self, channel: str) -> None:
        self.pulsed = time.monotonic()
        while time.monotonic() - self.pulsed < LATE:
            await self.layer.send(channel, {"type": "pulse"})
            await asyncio.sleep(PULSE)
        raise TimeoutError("it does not answer")

    # ---- What it knows of the layer ----

    def find(self) -> None:
        """The layer works."""
        self.pulsed = time.monotonic()
        self.spoken.set()
        if self.away:
            logger.warning("The channel layer is back: all processes hear each other.")
            self.away = None

    def lose(self, why: str) -> None:
        """The layer does not work; those who wait for it wait no longer."""
        if self.away != why:
            logger.error(
                "The channel layer is away: %s. Sockets of this process hear each other, those of "
                "others do not; trying again until it is back.",
                why,
            )
        self.away = why
        self.settled.set()
        self.spoken.set()


def cause(error: BaseException) -> str:
    """The first plain error inside a group of them, in words."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error).rstrip(".") or type(error).__name__
