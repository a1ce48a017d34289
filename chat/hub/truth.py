"""Feeds against the database: what the channel layer lost for good is found here."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from chat import events
from chat.hub.feed import Feed
from chat.hub.trouble import Trouble
from chat.models import log
from chat.models.log import Head
from chat.models.standing import standing
from chat.pool import Lane
from chat.protocol.events import RoomEvent

if TYPE_CHECKING:
    from chat.hub.rooms import Rooms

logger = logging.getLogger(__name__)

T = TypeVar("T")
ROUND = 5.0  # seconds between two looks while the channel layer works …
ROUND_ALONE = 1.0  # … and while it may not
MOST = 500  # rooms in one query, or proofs

lane = Lane("chat-truth", 1)  # of its own: a crowd that opens rooms does not keep it waiting


class Truth:
    """Compares the feeds of this process with the database, every few seconds and when asked."""

    def __init__(self, rooms: "Rooms") -> None:
        self.rooms = rooms
        self.trouble = Trouble(logger, "Rooms cannot be compared with the database")
        self.due = asyncio.Event()
        rooms.link.watchers.append(self.due.set)

    async def follow(self) -> None:
        """Look for ever, whatever happens; at once when the layer comes back or may be away."""
        while True:
            pause = ROUND if self.rooms.link.well else ROUND_ALONE
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):  # wait_for may lose a cancellation (3.11)
                    await self.due.wait()
            self.due.clear()
            await self.compare(list(self.rooms.feeds.values()))

    async def compare(self, feeds: Sequence[Feed]) -> bool:
        """Tell each feed what it has missed; False where the database could not be asked."""
        well = True
        try:
            for some in portions([feed for feed in feeds if feed.position is not None]):
                epochs = [feed.epoch for feed in some]
                heads = await lane.ask(log.heads, [feed.room for feed in some])
                for feed, epoch in zip(some, epochs, strict=True):
                    # Another feed or history meanwhile: this answer is not about it.
                    if self.rooms.feeds.get(feed.room) is feed and feed.epoch == epoch:
                        await self.settle(feed, heads.get(feed.room))
        except Exception as error:  # it must never end: the next look may go well
            self.trouble.met(error)
            well = False
        else:
            self.trouble.over()
        return well

    async def settle(self, feed: Feed, head: Head | None) -> None:
        """Bring one feed to where the database is."""
        if head is None:
            for user in feed.users:
                self.rooms.expel(feed.room, user)
            return
        if head.epoch != feed.epoch or head.version > (feed.state.at or 0):
            await self.renew(feed, head.epoch)
        if head.epoch == feed.epoch:
            await self.catch_up(feed, head.seq)

    async def renew(self, feed: Feed, epoch: str) -> None:
        """Tell how the room is now; those who are no members hear no more of it."""
        found = await lane.ask(standing, feed.room, feed.users)
        if found is None:
            return
        for user in feed.users - found.members:
            self.rooms.expel(feed.room, user)
        told = events.to_room(feed.room, RoomEvent(id=feed.room, room=found.room))
        if epoch == feed.epoch:
            feed.tell_all(feed.state.put(feed.state.at or 0, told.version, told))
        else:  # another history, with positions of its own: whoever hears of it opens anew
            feed.tell(told)
            self.rooms.drop(feed)

    async def catch_up(self, feed: Feed, seq: int) -> None:
        """Tell the changes up to a position, or further."""
        while feed.hears and (start := feed.position or 0) < seq:
            found = await lane.ask(log.changes, feed.room, start)
            feed.learn(found, seq if len(found) < log.CHANGES else None)


def portions(everything: Sequence[T]) -> Iterator[Sequence[T]]:
    """All of it, so many at a time."""
    return (everything[start : start + MOST] for start in range(0, len(everything), MOST))
