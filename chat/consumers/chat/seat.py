"""One socket's place in one room."""

from typing import Any

MOST = 1000  # events that may wait while the room is read


class Seat:
    """Passes on the changes after the position at which its socket has read the room.

    It is called with what happens in the room. Before that position is known it keeps what comes,
    or nothing while the client has still to read on.
    """

    __slots__ = ("at", "epoch", "socket", "waiting")

    def __init__(self, socket):
        self.socket = socket
        self.at: int | None = None
        self.epoch = ""
        self.waiting: list[Any] | None = None

    @property
    def is_live(self):
        """Whether what happens is passed on."""
        return self.at is not None and self.waiting is None

    def is_behind(self, head):
        """Whether a room with this position and epoch has changes that did not come here.

        With another epoch it has another history: the client was told, and opens it anew.
        """
        return self.is_live and head is not None and self.at < head[0] and self.epoch == head[1]

    @property
    def has_lost(self):
        """Whether more came than is kept while the room was read."""
        return self.waiting is None

    def pause(self):
        """Keep what comes: the room is being read."""
        self.waiting = []

    def begin(self, position, epoch):
        """The socket has been told everything up to here; the rest follows now."""
        self.at, self.epoch = position, epoch
        waiting, self.waiting = self.waiting or [], None
        for event in waiting:
            self(event)

    def stop(self):
        """Pass on nothing until the room is read again."""
        self.at = self.waiting = None

    def __call__(self, event):
        if self.waiting is not None:
            self.waiting.append(event)
            if len(self.waiting) > MOST:
                self.stop()
        elif self.at is not None and not 0 < event.rev <= self.at:
            self.at = event.rev or self.at
            self.socket.hear(event)
