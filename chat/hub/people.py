"""The sockets of each person on this process, for what is meant for them alone."""

import logging
from collections.abc import Callable, Iterable

from chat.events import Event
from chat.hub.link import Link, Message

logger = logging.getLogger(__name__)

Hear = Callable[[Event], None]


class People:
    """Who is here, by the functions that let their sockets hear."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.sockets: dict[int, dict[Hear, None]] = {}

    def join(self, user: int, hear: Hear) -> None:
        """From now on `hear` is called with what is meant for the user, on whichever process."""
        self.sockets.setdefault(user, {})[hear] = None
        self.link.want(self.link.wanted | {layer_name(user)})

    def leave(self, user: int, hear: Hear) -> None:
        """`hear` is called no more."""
        sockets = self.sockets.get(user, {})
        sockets.pop(hear, None)
        if not sockets and self.sockets.pop(user, None) is not None:
            self.link.release(layer_name(user))

    def publish(self, user: int, told: list[Event]) -> None:
        """Tell every socket of the user's."""
        self.tell(user, told)
        carried = [[event.text, event.gone] for event in told]
        self.link.send(layer_name(user), {"type": "person", "user": user, "events": carried})

    async def receive(self, message: Message) -> None:
        """Pass on what another process tells."""
        user = message["user"]
        told = [Event(text, None, user, gone=gone) for text, gone in message["events"]]
        self.tell(user, told)

    def tell(self, user: int, told: Iterable[Event]) -> None:
        for event in told:
            for hear in list(self.sockets.get(user, ())):
                try:
                    hear(event)
                except Exception:  # one broken socket must not silence the others
                    logger.exception("A socket could not be written to")


def layer_name(user: int) -> str:
    """The group of the layer that carries what is meant for somebody."""
    return f"person.{user}"
