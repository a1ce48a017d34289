"""What the chat page carries, so that its first paint needs no socket."""

import asyncio

import msgspec
from django.utils.safestring import SafeString, mark_safe

from chat.models import log
from chat.pool import reads
from chat.presence import presences
from chat.protocol.portions import shorten_opened
from chat.protocol.replies import Opened, Welcome
from chat.protocol.things import MyRoom, User
from chat.push import keys
from chat.welcome import welcome

# As in Django's json_script: nothing in it can end the element that holds it.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


class First(msgspec.Struct):
    """What the server would say to hello and room.open: the socket says the same, only later."""

    welcome: Welcome
    opened: Opened | None
    push: str  # the key for which a browser may ask its push service for an address

    def script(self) -> SafeString:
        """As JSON, to stand in a <script type="application/json">."""
        return mark_safe(msgspec.json.encode(self).decode().translate(ESCAPES))  # noqa: S308


async def first(user: User, room: int | None = None, last: str = "") -> First:
    """Somebody's rooms, and one of them open: this one, else the `last` one they looked at, else
    the first. Raises Refusal, also where `room` is not theirs.
    """
    told = await welcome(user)
    room = room or shown(told.rooms, last)
    shows = None if room is None else await opened(user.id, room)
    return First(told, shows, keys.public())


def shown(rooms: list[MyRoom], last: str) -> int | None:
    """The id of the room that is looked at first; None where there is none."""
    ids = [mine.room.id for mine in sorted(rooms, key=lambda mine: mine.room.kind == "direct")]
    return next((room for room in ids if str(room) == last), next(iter(ids), None))


async def opened(user: int, room: int) -> Opened:
    """A room as a socket that opens it afresh is told it; raises Refusal."""
    found = await reads.ask(log.opened, user, room, None, None)
    shorten_opened(found, since=False)
    if here := presences.get(asyncio.get_running_loop()):  # else no socket has come yet
        found.present = here.of(member.user.id for member in found.members)
    return found
