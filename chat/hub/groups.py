"""The broadcast door's groups: what one socket says, all of them hear, and nothing is kept.

Sockets of this process hear it at once; those of other processes hear it through the link.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from chat.hub.hearing import tell_each
from chat.hub.link import Link, Message


@dataclass(slots=True)
class Said:
    """A message to many sockets: a text, or else binary data."""

    text: str | None
    data: bytes | None
    frame: bytes | None = None  # as the server writes it: encoded by the first who needs it


Hear = Callable[[Said], None]


class Groups:
    """The sockets of each group, by the function that lets one of them hear a message."""

    def __init__(self, link: Link) -> None:
        # In the order in which they came.
        self.members: dict[str, dict[Hear, None]] = {}
        self.link = link

    async def join(self, group: str, hear: Hear) -> None:
        """From now on `hear` is called with what is said in `group`, on whichever process."""
        self.members.setdefault(group, {})[hear] = None
        await self.link.hold(layer_name(group))

    def leave(self, group: str, hear: Hear) -> None:
        """`hear` is called no more for `group`."""
        members = self.members.get(group, {})
        members.pop(hear, None)
        if not members and self.members.pop(group, None) is not None:
            self.link.release(layer_name(group))

    def publish(self, group: str, text: str | None, data: bytes | None) -> None:
        """Say a text, or else binary data, to every socket in the group; nobody waits for it."""
        self.tell(group, Said(text, data))
        message = {"type": "broadcast", "group": group, "text": text, "bytes": data}
        self.link.send(layer_name(group), message)

    async def receive(self, message: Message) -> None:
        """Pass on what was said on another process."""
        self.tell(message["group"], Said(message["text"], message["bytes"]))

    def tell(self, group: str, said: Said) -> None:
        """Let the group's sockets of this process hear it."""
        tell_each(list(self.members.get(group, ())), said)


def layer_name(group: str) -> str:
    """The layer takes short ASCII names; people may call a group what they like."""
    return "broadcast." + hashlib.blake2b(group.encode(), digest_size=16).hexdigest()
