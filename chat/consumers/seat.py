"""One socket's place in one room."""

from chat.events import Event


class Seat:
    """Passes on the changes after the position at which its socket has read the room."""

    __slots__ = ("at", "say", "waiting")

    def __init__(self, say):
        self.say = say
        self.at = 0
        self.waiting: list[Event] | None = []  # while the room is read

    def begin(self, position):
        """The socket has been told everything up to here; the rest follows now."""
        self.at, waiting, self.waiting = position, self.waiting or [], None
        for event in waiting:
            self.hear(event)

    def hear(self, event: Event):
        """Say an event that the socket does not know yet."""
        if self.waiting is not None:
            self.waiting.append(event)
        elif not event.rev:
            self.say(event)
        elif event.rev > self.at:
            self.at = event.rev
            self.say(event)
