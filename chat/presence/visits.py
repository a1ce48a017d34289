"""The people with sockets on this process."""

import asyncio
from collections.abc import Callable, Iterable

from chat.presence.view import Person, most_present
from chat.protocol.things import Status

GRACE = 2.0  # seconds for a page to load again before its person counts as gone


class Visit:
    """One socket's stay: its person is here, until `leave`."""

    __slots__ = ("status", "user", "visits")

    def __init__(self, visits: "Visits", user: int, status: Status) -> None:
        self.visits, self.user, self.status = visits, user, status

    def set(self, status: Status) -> None:
        """How this socket's person wants to be seen."""
        self.status = status
        self.visits.changed(self.user)

    def leave(self) -> None:
        """The socket has closed; doing it twice is harmless."""
        self.visits.leave(self)


class Visits:
    """Who is here, with how many sockets; `changed` is called with each user who is not as before.

    Who leaves with their last socket and comes back within a moment has never been away.
    """

    def __init__(self, changed: Callable[[int], None]) -> None:
        self.changed = changed
        self.of: dict[int, dict[Visit, None]] = {}
        self.rooms: dict[int, set[int]] = {}
        self.leaving: dict[int, asyncio.TimerHandle] = {}

    def enter(self, user: int, rooms: Iterable[int], status: Status) -> Visit:
        """Somebody has come, who is a member of these rooms."""
        if timer := self.leaving.pop(user, None):
            timer.cancel()
            self.of[user].clear()  # the visit that had ended
        visit = Visit(self, user, status)
        self.of.setdefault(user, {})[visit] = None
        self.rooms[user] = set(rooms)
        self.changed(user)
        return visit

    def leave(self, visit: Visit) -> None:
        """One socket less; the last one's person is gone a moment later."""
        user, visits = visit.user, self.of.get(visit.user, {})
        if visit not in visits or user in self.leaving:
            return
        if len(visits) > 1:
            del visits[visit]
            self.changed(user)
        else:
            loop = asyncio.get_running_loop()
            self.leaving[user] = loop.call_later(GRACE, self.forget, user)

    def forget(self, user: int) -> None:
        """Somebody did not come back."""
        for kept in (self.leaving, self.of, self.rooms):
            kept.pop(user, None)
        self.changed(user)

    def moved(self, user: int, room: int, member: bool) -> None:
        """Somebody has become a member of a room, or is one no more."""
        rooms = self.rooms.get(user)
        if rooms is not None:
            (rooms.add if member else rooms.discard)(room)
            self.changed(user)

    def person(self, user: int) -> Person | None:
        """Somebody as this process sees them; None for one who is not here."""
        visits = self.of.get(user)
        if not visits:
            return None
        status = most_present(visit.status for visit in visits)
        return Person(status, frozenset(self.rooms[user]))
