"""Who is here, over all processes: nothing is stored, processes tell each other.

While the channel layer is away each process knows its own people, and soon forgets the others'.
"""

import asyncio
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from django.conf import settings

from chat import events
from chat.hub import Hub, hub
from chat.presence.exchange import Exchange
from chat.presence.view import Person, View
from chat.presence.visits import Visit, Visits
from chat.protocol.things import Status

SILENT = 5  # signs of life that a process may miss before it counts as gone
GATHER = 0.1  # seconds in which changes are gathered for one message to the others
CROWD = 1000  # sockets in a room above which those who come and go are not told to all of them

presences: WeakKeyDictionary[asyncio.AbstractEventLoop, "Presence"] = WeakKeyDictionary()


def presence() -> "Presence":
    """The presence of the running event loop, which is to say: of this process."""
    loop = asyncio.get_running_loop()
    if loop not in presences:
        presences[loop] = Presence(hub(), settings.CHAT_SIGN_OF_LIFE)
    return presences[loop]


class Presence:
    """Tells rooms who comes, goes, or wants to be seen otherwise; `beat` is in seconds."""

    def __init__(self, hub: Hub, beat: float) -> None:
        self.hub, self.beat = hub, beat
        self.view = View()
        self.visits = Visits(self.changed)
        self.exchange = Exchange(hub.link, self.put, self.ours)
        self.announced: dict[int, Person] = {}
        self.waiting: set[int] = set()  # whose change is not announced yet
        hub.kinds["presence"] = self.exchange.receive
        hub.people.watchers.append(self.visits.moved)
        hub.link.watchers.append(self.exchange.beat)  # a layer that is back is told our number
        self.task = asyncio.create_task(self.run())

    # ---- For sockets and pages ----

    def enter(self, user: int, rooms: Iterable[int], status: Status = "online") -> Visit:
        """A socket of somebody's has come; they are a member of these rooms.

        The visit's `set(status)` says how they want to be seen, `leave()` that the socket closed.
        """
        return self.visits.enter(user, rooms, status)

    def of(self, users: Iterable[int]) -> dict[str, Status]:
        """How those of these users are who are here, by id as `Opened.present` has them."""
        return {str(user): status for user, status in self.view.of(users).items()}

    def processes(self) -> dict[str, str]:
        """The other processes that give signs of life: their names, by the ids of their links."""
        return {id: process.name for id, process in self.exchange.others.items()}

    # ---- Towards rooms and the other processes ----

    def ours(self) -> dict[int, Person]:
        """The people of this process, as it has announced them."""
        return self.announced

    def changed(self, user: int) -> None:
        """Somebody here is not as before: rooms hear it at once, other processes in a moment."""
        self.put(self.hub.link.id, user, self.visits.person(user))
        if not self.waiting:
            asyncio.get_running_loop().call_later(GATHER, self.announce)
        self.waiting.add(user)

    def announce(self) -> None:
        """Tell the other processes how those who changed are now."""
        users, self.waiting = self.waiting, set()
        now = {user: self.visits.person(user) for user in users}
        news = {user: person for user, person in now.items() if person != self.announced.get(user)}
        self.announced |= {user: person for user, person in news.items() if person}
        for user in [user for user, person in news.items() if not person]:
            self.announced.pop(user, None)
        self.exchange.change(news)

    def put(self, process: str, user: int, person: Person | None) -> None:
        """A process says how somebody is there."""
        for found in self.view.put(process, user, person):
            feed = self.hub.rooms.feeds.get(found.room)
            if feed and len(feed.hears) <= CROWD:
                feed.tell(events.presence(found.room, found.user, found.status))

    async def run(self) -> None:
        """Give signs of life, and notice who gives none any more."""
        while True:
            await asyncio.sleep(self.beat)
            self.exchange.beat()
            self.exchange.expire(SILENT * self.beat)
