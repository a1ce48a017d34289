"""The feeds of this process, and how they are kept up to the database."""

import asyncio
import logging
from collections.abc import Iterable

from chat import events
from chat.events import Event
from chat.hub.feed import Feed, Hear
from chat.hub.link import Link, Message
from chat.models import log
from chat.pool import reads
from chat.protocol.frames import Refusal

logger = logging.getLogger(__name__)

PATIENCE = 0.2  # seconds for what is on its way to close a gap
ROUND = 5.0  # seconds between two looks at the database while the layer works …
ROUND_ALONE = 1.0  # … and while it does not


class Rooms:
    """Which sockets of this process hear which rooms."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.feeds: dict[int, Feed] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.keep(self.follow())

    async def join(self, room: int, hear: Hear) -> Feed:
        """From now on `hear` is called with what happens in the room; the caller reads it next."""
        feed = self.feeds.setdefault(room, Feed(room))
        feed.hears[hear] = None
        await self.link.hold(layer_name(room))
        return feed

    def leave(self, room: int, hear: Hear) -> None:
        """`hear` is called no more for the room."""
        feed = self.feeds.get(room)
        if feed and feed.hears.pop(hear, True) is None and not feed.hears:
            del self.feeds[room]
            self.link.release(layer_name(room))

    def publish(self, room: int, told: list[Event]) -> None:
        """Tell what happened in a room to this process's sockets, and to the other processes."""
        self.take(room, told)
        carried = [[event.after, event.rev, event.text] for event in told]
        self.link.send(layer_name(room), {"type": "room", "room": room, "events": carried})

    async def receive(self, message: Message) -> None:
        """Take up what another process tells."""
        room = message["room"]
        told = [Event(text, room, None, after, rev) for after, rev, text in message["events"]]
        self.take(room, told)

    def take(self, room: int, told: Iterable[Event]) -> None:
        feed = self.feeds.get(room)
        gaps = [feed.offer(event) for event in told] if feed else []
        if feed and any(gaps) and not feed.repairing:
            feed.repairing = True
            self.keep(self.repair(feed, PATIENCE))

    # ---- Against the database ----

    async def repair(self, feed: Feed, patience: float = 0.0) -> None:
        """Read what the layer did not bring, unless it has come meanwhile."""
        try:
            await asyncio.sleep(patience)
            while feed.position is not None and (feed.ahead or not patience):
                start = feed.position
                for message in await reads.ask(log.changes, feed.room, start):
                    feed.offer(events.message(feed.room, feed.position, message))
                if feed.position == start:
                    break
        except Refusal:
            pass  # the database is away: the next round tries again
        finally:
            feed.repairing = False

    async def follow(self) -> None:
        """Look every few seconds whether a room is further than its feed."""
        while True:
            await asyncio.sleep(ROUND_ALONE if self.link.away else ROUND)
            try:
                heads = await reads.ask(log.heads, list(self.feeds))
            except Refusal:
                continue
            for room, head in heads.items():
                feed = self.feeds.get(room)
                if feed and feed.position is not None and feed.position < head.seq:
                    await self.repair(feed)

    def keep(self, work) -> None:  # type: ignore[no-untyped-def]
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


def layer_name(room: int) -> str:
    """The group of the layer that carries a room."""
    return f"room.{room}"
