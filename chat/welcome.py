"""What a client needs to begin: said to a socket's hello, and carried by the chat page itself."""

import dataclasses
import time

from django.conf import settings

from chat.actions import members
from chat.journal import journal
from chat.models import Announcement, mine, wire
from chat.pool import reads
from chat.protocol.frames import VERSION
from chat.protocol.replies import Limits, Server, Welcome
from chat.protocol.things import MyRoom, Notice, User

HEARTBEAT = 25.0  # seconds
NOTICES = 20  # at most


async def welcome(user: User) -> Welcome:
    """Who somebody is, their rooms, and what they must keep to; raises Refusal."""
    return Welcome(
        user=user,
        rooms=await come_in(user.id),
        limits=limits(),
        heartbeat=HEARTBEAT,
        server=Server(VERSION, time.time()),
        notices=await reads.ask(notices),
    )


def notices() -> list[Notice]:
    """What who runs the site tells everybody, the latest first."""
    return [wire.notice(row) for row in Announcement.objects.standing()[:NOTICES]]


async def come_in(user: int) -> list[MyRoom]:
    """The rooms of somebody who comes in; they are in those for everybody from now on."""
    if await reads.ask(mine.missed, user):
        await journal().write(members.settle, user)
    return await reads.ask(mine.rooms_of, user)


def limits() -> Limits:
    """What a client must keep to, as the settings have it."""
    most = dataclasses.asdict(settings.CHAT_LIMITS)
    return Limits(frame=settings.WSS_MAX_MESSAGE_BYTES, **most)
