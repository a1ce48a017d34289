"""Who of this process is in which group: what one socket says, all of them hear.

Sockets of this process hear it at once; those of other processes hear it through the link.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer

from chat.link import Link, Message

logger = logging.getLogger(__name__)

Send = Callable[[Message], Awaitable[None]]

hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, "Hub"] = WeakKeyDictionary()


def hub() -> "Hub":
    """The hub of the running event loop, which is to say: of this process."""
    loop = asyncio.get_running_loop()
    if loop not in hubs:
        hubs[loop] = Hub(get_channel_layer())
    return hubs[loop]


class Hub:
    """The sockets of each group, by the coroutine function that sends an ASGI message to one."""

    def __init__(self, layer: Any) -> None:
        # In the order in which they came.
        self.members: dict[str, dict[Send, None]] = {}
        self.link = Link(layer, self.hear)

    async def join(self, group: str, send: Send) -> None:
        """From now on `send` hears what is said in `group`, on whichever process."""
        self.members.setdefault(group, {})[send] = None
        await self.link.hold(layer_name(group))

    def leave(self, group: str, send: Send) -> None:
        """`send` hears no more of `group`."""
        members = self.members.get(group, {})
        members.pop(send, None)
        if not members and self.members.pop(group, None) is not None:
            self.link.release(layer_name(group))

    async def publish(self, group: str, text: str | None, data: bytes | None) -> None:
        """Say a text, or else binary data, to every socket in the group."""
        message = {"type": "broadcast", "group": group, "text": text, "bytes": data}
        await self.hear(message)
        self.link.send(layer_name(group), message)

    async def hear(self, message: Message) -> None:
        """Pass a message on to the group's sockets of this process."""
        form = "bytes" if message["text"] is None else "text"
        event = {"type": "websocket.send", form: message[form]}
        for send in list(self.members.get(message["group"], ())):
            try:
                await send(event)
            except Exception:  # one broken socket must not silence the others
                logger.exception("A socket could not be written to")


def layer_name(group: str) -> str:
    """The layer takes short ASCII names; people may call a group what they like."""
    return "broadcast." + hashlib.blake2b(group.encode(), digest_size=16).hexdigest()
