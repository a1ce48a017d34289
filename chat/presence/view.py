"""Everybody who is here, over all processes, and what rooms are to be told of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from chat.protocol.things import Status

RANK: dict[Status, int] = {"offline": 0, "away": 1, "online": 2, "busy": 3}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as one process sees them."""

    status: Status
    rooms: frozenset[int]


@dataclass(frozen=True, slots=True)
class Difference:
    """How somebody is seen in a room from now on."""

    room: int
    user: int
    status: Status


class View:
    """What each process says of its people, put together."""

    def __init__(self) -> None:
        self.people: dict[int, dict[str, Person]] = {}  # by user, then by process

    def put(self, process: str, user: int, person: Person | None) -> list[Difference]:
        """A process says how somebody is there (None: not at all); what that changes."""
        before = self.seen(user)
        said = self.people.setdefault(user, {})
        if person:
            said[process] = person
        else:
            said.pop(process, None)
        if not said:
            del self.people[user]
        return differences(user, before, self.seen(user))

    def seen(self, user: int) -> Person:
        """Somebody as a whole: in all rooms that any process names, as present as anywhere."""
        said = self.people.get(user, {}).values()
        rooms = frozenset().union(*(person.rooms for person in said))
        return Person(most_present(person.status for person in said), rooms)

    def of(self, users: Iterable[int]) -> dict[int, Status]:
        """How those of these users are who are here."""
        return {user: self.seen(user).status for user in users if user in self.people}


def most_present(statuses: Iterable[Status]) -> Status:
    """Of somebody with several sockets: busy before online before away."""
    return max(statuses, key=RANK.__getitem__, default="offline")


def differences(user: int, before: Person, after: Person) -> list[Difference]:
    """What those who look at rooms are to be told."""
    told = []
    for room in sorted(before.rooms | after.rooms):
        was: Status = before.status if room in before.rooms else "offline"
        now: Status = after.status if room in after.rooms else "offline"
        if was != now:
            told.append(Difference(room, user, now))
    return told
