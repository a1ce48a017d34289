"""What happens in one room, told to the sockets of this process in order and without a gap.

The channel layer may lose, repeat and reorder what it carries: it carries hints. What a feed cannot
put in its place it reads from the database, which is the truth.
"""

import logging
from collections.abc import Callable

from chat.events import Event

logger = logging.getLogger(__name__)

Hear = Callable[[Event], None]


class Feed:
    """The position up to which this process's sockets have heard a room, and what lies ahead."""

    __slots__ = ("ahead", "epoch", "hears", "position", "repairing", "room", "version")

    def __init__(self, room: int) -> None:
        self.room = room
        self.position: int | None = None  # until the first of its sockets has read the database
        self.epoch = ""
        self.version = 0
        self.hears: dict[Hear, None] = {}
        self.ahead: dict[int, Event] = {}  # by the position that must be told first
        self.repairing = False

    def begin(self, position: int, epoch: str, version: int) -> None:
        """The first socket has read the room at this position."""
        if self.position is None or epoch != self.epoch:
            self.position, self.epoch, self.version = position, epoch, version
            self.go_on()

    def offer(self, event: Event) -> bool:
        """Tell a change if it is next, keep it if it is early, drop it if it is old.

        True: something before it is missing.
        """
        if not event.rev:
            self.tell(event)
        elif self.position is None or event.after > self.position:
            self.ahead[event.after] = event
            return self.position is not None
        elif event.rev > self.position:
            self.position = event.rev
            self.tell(event)
            self.go_on()
        return False

    def go_on(self) -> None:
        """Tell what was early and is next now."""
        while self.ahead and self.position is not None:
            event = self.ahead.pop(self.position, None)
            if event is None:
                break
            self.position = event.rev
            self.tell(event)
        if self.ahead and self.position is not None:
            position = self.position
            self.ahead = {after: e for after, e in self.ahead.items() if e.rev > position}

    def tell(self, event: Event) -> None:
        """Let every socket hear it, and wait for none."""
        for hear in list(self.hears):
            try:
                hear(event)
            except Exception:  # one broken socket must not silence the others
                logger.exception("A socket could not be written to")
