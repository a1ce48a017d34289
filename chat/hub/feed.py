"""What happens in one room, told to the sockets of this process in order and without a gap.

The channel layer may lose, repeat and reorder what it carries: it carries hints. What a feed cannot
put in its place it reads from the database, which is the truth.
"""

import asyncio
from collections.abc import Callable, Sequence

from chat import events
from chat.events import Event
from chat.hub.hearing import tell_each
from chat.hub.order import Order
from chat.models.log import Head
from chat.protocol.things import Message

Hear = Callable[[Event], None]
Early = list[tuple[Order, int]]


class Feed:
    """How far this process's sockets have heard a room, and what lies ahead of that."""

    __slots__ = ("changes", "epoch", "hears", "reading", "room", "state", "typed")

    def __init__(self, room: int) -> None:
        self.room = room
        self.epoch = ""
        self.changes = Order()  # of the log
        self.state = Order(several=True)  # of the room itself and its members
        self.hears: dict[Hear, int] = {}  # with the user whose socket it is
        self.typed: dict[int, float] = {}  # when each user was last told to be writing
        self.reading: asyncio.Future[None] | None = None  # where it begins

    @property
    def position(self) -> int | None:
        """How far the log has been told; None until the database has been read."""
        return self.changes.at

    @property
    def users(self) -> set[int]:
        """Whose sockets hear it."""
        return set(self.hears.values())

    def begin(self, head: Head) -> None:
        """What comes after this is told from now on."""
        self.epoch = head.epoch
        self.tell_all(self.changes.reach(head.seq))
        self.tell_all(self.state.reach(head.version))

    def offer(self, event: Event) -> None:
        """Tell an event if it is next, keep it if it is early, drop it if it is old."""
        if event.rev:
            self.tell_all(self.changes.put(event.after, event.rev, event))
        elif event.version:
            self.tell_all(self.state.put(event.version - 1, event.version, event))
        else:
            self.tell(event)

    def learn(self, found: Sequence[Message], known: int | None) -> None:
        """Tell what the database has after a position that was ours, in order of `rev`.

        `known` is a position up to which it had nothing else; None where there is more to read.
        """
        for message in found:
            self.offer(events.message(self.room, self.position or 0, message))
        if known is not None:
            self.tell_all(self.changes.reach(max(known, self.position or 0)))

    def early(self) -> Early:
        """What waits for something that has not come."""
        if self.position is None:
            return []
        return [(order, number) for order in (self.changes, self.state) for number in order.early]

    def forget(self, early: Early) -> None:
        """Drop what still waits though the database does not know of it: it is not true."""
        for order, number in early:
            order.early.pop(number, None)

    def may_tell_typing(self, user: int, now: float, pause: float) -> bool:
        """Whether it is so many seconds since the user was last told to be writing."""
        self.typed = {who: told for who, told in self.typed.items() if now < told + pause}
        return self.typed.setdefault(user, now) == now

    def tell_all(self, told: list[Event]) -> None:
        for event in told:
            self.tell(event)

    def tell(self, event: Event) -> None:
        """Let every socket hear it, and wait for none."""
        tell_each([hear for hear, user in self.hears.items() if user != event.but], event)
