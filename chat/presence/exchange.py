"""What processes tell each other of their people: the whole state first, then what has changed.

Each numbers what it tells, and repeats its number as a sign of life every few seconds. Who finds
that it has missed something asks for the whole state again; a process that is silent is gone.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chat.hub.link import Link, Message
from chat.presence.view import Person

GROUP = "presence"  # of the channel layer
PART = 1000  # people in one message
AGAIN = 1.0  # seconds between two questions to the same process

Put = Callable[[str, int, Person | None], None]
People = dict[int, Person]


@dataclass(slots=True)
class Process:
    """Another process, as far as it has been heard."""

    heard: float
    name: str = ""  # that of its link
    number: int = -1  # of what it told last, without a hole before
    asked: float = 0.0
    people: People = field(default_factory=dict)
    parts: dict[int, People] = field(default_factory=dict)  # of the state that is coming in
    coming: int = -1  # the number of that state


class Exchange:
    """Tells the other processes of our people, and `put`s what they tell of theirs.

    `ours` gives all the people of this process.
    """

    def __init__(self, link: Link, put: Put, ours: Callable[[], People]) -> None:
        self.link, self.put, self.ours = link, put, ours
        self.number = 0
        self.others: dict[str, Process] = {}
        link.want(GROUP)
        self.ask(None)

    # ---- What we tell ----

    def change(self, people: dict[int, Person | None]) -> None:
        """These people of ours are not as they were."""
        users = list(people.items())
        for start in range(0, len(users), PART):
            self.number += 1
            self.send("change", people=pack(dict(users[start : start + PART])))

    def beat(self) -> None:
        """We live, and have told so much."""
        self.send("beat")

    def state(self) -> None:
        """All our people."""
        users = list(self.ours().items())
        parts = [users[start : start + PART] for start in range(0, len(users), PART)] or [[]]
        for part, some in enumerate(parts):
            self.send("state", part=part, parts=len(parts), people=pack(dict(some)))

    def ask(self, process: str | None) -> None:
        """Tell me all your people, one process or (None) everybody."""
        self.send("ask", of=process)

    def send(self, word: str, **told: Any) -> None:
        about = {"name": self.link.name, "number": self.number}
        message = {"type": "presence", "word": word, **about, **told}
        self.link.send(GROUP, message)

    # ---- What we are told ----

    async def receive(self, message: Message) -> None:
        """Take up what another process tells."""
        name, now = message["from"], time.monotonic()
        process = self.others.setdefault(name, Process(now))
        process.heard, process.name = now, message.get("name", "")
        if message["word"] == "ask":
            if message["of"] in (None, self.link.id):
                self.state()
        elif message["word"] == "state":
            self.take_part(name, process, message)
        elif message["word"] == "change" and message["number"] == process.number + 1:
            process.number += 1
            for user, person in unpack(message["people"]).items():
                self.note(name, process, user, person)
        if message["number"] > process.number and now > process.asked + AGAIN:
            process.asked = now
            self.ask(name)

    def take_part(self, name: str, process: Process, message: Message) -> None:
        """Collect the parts of a state; the whole one replaces what was known."""
        if message["number"] != process.coming:
            process.coming, process.parts = message["number"], {}
        process.parts[message["part"]] = unpack(message["people"])  # type: ignore[assignment]
        if len(process.parts) < message["parts"] or process.coming < process.number:
            return
        found = {user: person for part in process.parts.values() for user, person in part.items()}
        process.number, process.parts = process.coming, {}
        for user in process.people.keys() | found.keys():
            self.note(name, process, user, found.get(user))

    def note(self, name: str, process: Process, user: int, person: Person | None) -> None:
        if person:
            process.people[user] = person
        else:
            process.people.pop(user, None)
        self.put(name, user, person)

    def expire(self, patience: float) -> None:
        """Forget processes of which nothing has been heard for so many seconds."""
        now = time.monotonic()
        for name, process in list(self.others.items()):
            if now - process.heard > patience:
                del self.others[name]
                for user in process.people:
                    self.put(name, user, None)


def pack(people: People | dict[int, Person | None]) -> list[list[Any]]:
    """People as the channel layer carries them."""
    return [
        [user, person.status, list(person.rooms)] if person else [user, None, []]
        for user, person in people.items()
    ]


def unpack(people: list[list[Any]]) -> dict[int, Person | None]:
    """The same back again."""
    return {
        user: Person(status, frozenset(rooms)) if status else None for user, status, rooms in people
    }
