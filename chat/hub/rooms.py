"""The feeds of this process: which sockets hear which rooms."""

import asyncio
import time
from collections.abc import Iterable, Iterator

from chat import events
from chat.events import Event
from chat.hub.feed import Feed, Hear
from chat.hub.link import Link, Message
from chat.hub.parcels import pack, unpack
from chat.hub.people import People
from chat.hub.tasks import Tasks
from chat.hub.truth import Truth
from chat.models import log
from chat.pool import reads
from chat.protocol.frames import Refusal

PATIENCE = 0.2  # seconds for what is on its way to close a gap
WRITING = 2.5  # seconds for which one word that somebody is writing is enough


class Rooms:
    """Joins sockets to rooms, and tells rooms what happens in them."""

    def __init__(self, link: Link, people: People) -> None:
        self.link, self.people = link, people
        self.feeds: dict[int, Feed] = {}
        self.behind: set[Feed] = set()  # that wait for something that has not come
        self.mending: asyncio.Future[None] | None = None
        self.tasks = Tasks()
        self.truth = Truth(self)
        self.tasks.keep(self.truth.follow())

    # ---- For sockets ----

    async def join(self, room: int, user: int, hear: Hear) -> None:
        """From now on `hear` is called with what happens in the room, until `leave`.

        Whoever reads the room from the database after this, and takes of what `hear` is called with
        only what has a greater `rev` than was read, misses nothing and has nothing twice. Joining
        again is harmless. Raises Refusal for a room that is not there, and while the database is
        away; `hear` is then not called. Whether the user may read the room is not asked here.

        `hear` must not wait nor raise. When it is called with a `room` event of another epoch, the
        room has another history and `hear` has left: positions begin anew with the next `join`.
        """
        feed = self.feeds.setdefault(room, Feed(room))
        feed.hears[hear] = user
        try:
            await self.link.hold(layer_name(room))
            if feed.position is None:
                feed.reading = feed.reading or self.tasks.keep(self.begin(feed))
                await asyncio.shield(feed.reading)
            if hear not in feed.hears:  # another history or no room any more, just now
                raise Refusal("try_again", PATIENCE)
        except BaseException:
            self.leave(room, hear)
            raise

    def leave(self, room: int, hear: Hear) -> None:
        """`hear` is called no more for the room."""
        feed = self.feeds.get(room)
        if feed and feed.hears.pop(hear, None) is not None and not feed.hears:
            self.drop(feed)

    def expel(self, room: int, user: int) -> None:
        """A user's sockets here are told that the room is gone, and hear no more of it."""
        feed = self.feeds.get(room)
        for hear, who in list(feed.hears.items()) if feed else ():
            if who == user:
                self.leave(room, hear)
        self.people.tell(user, [events.gone(user, room)])

    def typing(self, room: int, user: int) -> None:
        """Somebody who has the room open is writing: everybody else there hears it now and then."""
        feed, now = self.feeds.get(room), time.monotonic()
        if feed and feed.may_tell_typing(user, now, WRITING):
            self.publish(room, [events.typing(room, user)])

    # ---- What happens ----

    def publish(self, room: int, told: list[Event]) -> None:
        """Tell what happened in a room to this process's sockets, and to the other processes."""
        self.take(room, told)
        for message in messages(room, told):
            self.link.send(layer_name(room), message)

    async def receive(self, message: Message) -> None:
        """Take up what another process tells."""
        self.take(message["room"], unpack(message["events"], room=message["room"]))

    async def catch_up(self, message: Message) -> None:
        """Another process had more to tell than the layer carries: look what it was."""
        self.truth.due.set()

    def take(self, room: int, told: Iterable[Event]) -> None:
        feed = self.feeds.get(room)
        if feed is None:
            return
        for event in told:
            feed.offer(event)
        if feed.early():
            self.behind.add(feed)
            if self.mending is None or self.mending.done():
                self.mending = self.tasks.keep(self.mend())

    # ---- Feeds ----

    async def begin(self, feed: Feed) -> None:
        """Read where a new feed begins."""
        try:
            heads = await reads.ask(log.heads, [feed.room])
        finally:
            feed.reading = None
        if feed.room not in heads:
            raise Refusal("not_found")
        feed.begin(heads[feed.room])

    async def mend(self) -> None:
        """Read what the layer has not brought, unless it comes by itself a moment later."""
        while self.behind:
            await asyncio.sleep(PATIENCE)
            early = {feed: feed.early() for feed in self.behind if feed.early()}
            self.behind = set()
            if await self.truth.compare(list(early)):
                for feed, unknown in early.items():
                    feed.forget(unknown)

    def drop(self, feed: Feed) -> None:
        """Nobody hears it any more."""
        feed.hears.clear()
        if self.feeds.get(feed.room) is feed:
            del self.feeds[feed.room]
            self.link.release(layer_name(feed.room))


def messages(room: int, told: Iterable[Event]) -> Iterator[Message]:
    """What other processes are sent, so that they tell a room."""
    for parcel in pack(told):
        yield {"type": "room", "room": room, "events": parcel}


def layer_name(room: int) -> str:
    """The group of the layer that carries a room."""
    return f"room.{room}"
