"""The sockets of each person on this process, for what is meant for them alone."""

from collections.abc import Callable, Iterable, Iterator

from chat import events
from chat.events import Event
from chat.hub.hearing import tell_each
from chat.hub.link import ALL, Link, Message
from chat.hub.parcels import pack, unpack
from chat.hub.tasks import Tasks
from chat.models.standing import is_member
from chat.pool import reads
from chat.protocol.frames import Refusal

Hear = Callable[[Event], None]


class People:
    """Who is here, by the functions that let their sockets hear.

    A socket's `hear` is called with events of three kinds. With `close` it says goodbye in its
    person's language and closes with that code. With `gone` it forgets that room (`rooms.leave`)
    and writes the frame. Any other it writes.
    """

    def __init__(self, link: Link) -> None:
        self.link = link
        self.tasks = Tasks()
        self.sockets: dict[int, dict[Hear, None]] = {}
        # Called with a user, a room, and whether they are a member of it now.
        self.watchers: list[Callable[[int, int, bool], None]] = []

    def join(self, user: int, hear: Hear) -> None:
        """From now on `hear` is called with what is meant for the user, on whichever process."""
        self.sockets.setdefault(user, {})[hear] = None
        self.link.want(layer_name(user))

    async def reach(self, user: int) -> None:
        """Return once other processes reach them, or at once while the layer is away."""
        await self.link.hold(layer_name(user))

    def leave(self, user: int, hear: Hear) -> None:
        """`hear` is called no more."""
        sockets = self.sockets.get(user, {})
        sockets.pop(hear, None)
        if not sockets and self.sockets.pop(user, None) is not None:
            self.link.release(layer_name(user))

    def publish(self, user: int, told: list[Event]) -> None:
        """Tell every socket of the user's, on all processes."""
        self.tell(user, told)
        for message in messages(user, told):
            self.link.send(layer_name(user), message)

    def publish_to_all(self, told: list[Event]) -> None:
        """Tell every socket that is somebody's, on all processes."""
        self.tell_all(told)
        for parcel in pack(told):
            self.link.send(ALL, {"type": "everybody", "events": parcel})

    async def receive_for_all(self, message: Message) -> None:
        """Pass on what another process tells everybody."""
        self.tell_all(unpack(message["events"]))

    def tell_all(self, told: Iterable[Event]) -> None:
        """Tell all sockets on this process."""
        for event in told:
            for sockets in list(self.sockets.values()):
                tell_each(list(sockets), event)

    def close(self, user: int, code: int) -> None:
        """Close every socket of the user's, on all processes, with this code."""
        self.publish(user, [events.closing(user, code)])

    async def receive(self, message: Message) -> None:
        """Pass on what another process tells."""
        user = message["user"]
        for event in unpack(message["events"], user=user):
            if event.gone:
                self.tasks.keep(self.take_out(user, event))
            else:
                self.tell(user, [event])

    async def take_out(self, user: int, event: Event) -> None:
        """A room is gone, unless its user has come back: the layer may bring that hint late."""
        try:
            back = await reads.ask(is_member, user, event.gone)
        except Refusal:
            back = False  # nobody can say better now
        if not back:
            self.tell(user, [event])

    def tell(self, user: int, told: Iterable[Event]) -> None:
        """Tell the user's sockets on this process."""
        for event in told:
            for room in (event.came, event.gone):
                for watcher in self.watchers if room else ():
                    watcher(user, room, room == event.came)
            tell_each(list(self.sockets.get(user, ())), event)


def messages(user: int, told: Iterable[Event]) -> Iterator[Message]:
    """What other processes are sent, so that they tell somebody."""
    for parcel in pack(told):
        yield {"type": "person", "user": user, "events": parcel}


def layer_name(user: int) -> str:
    """The group of the layer that carries what is meant for somebody."""
    return f"person.{user}"
