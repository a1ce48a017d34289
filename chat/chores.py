"""What a site does by itself now and then: each chore is done by one process for all.

Between two commits others write: a chore is done in portions, by the journal, like anybody's acts.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from chat.actions import erasing, guests
from chat.actions.keeping import Expire, expire
from chat.attachments.clearing import clear
from chat.attachments.receiving import receiving
from chat.journal import journal, write_now
from chat.models import Chore, keeping
from chat.models.erasure import erased, sessions_of
from chat.pool import Lane
from chat.protocol.frames import Refusal

logger = logging.getLogger(__name__)

ROUND = 60.0  # seconds between two looks at what is due
NOBODY = 0  # whose acts these are

lane = Lane("chat-chores", 1)


@dataclass(frozen=True, slots=True)
class Work:
    """A chore: its name, how often it is due, and how it is done."""

    name: str
    every: timedelta
    do: Callable[[], Awaitable[None]]


async def expire_rooms() -> None:
    """Purge what is older than its room keeps it."""
    for room in await lane.ask(lambda: list(keeping.overdue())):
        while (await journal().write(expire, NOBODY, Expire(room))).gone:
            pass


def expire_rooms_now() -> int:
    """The same, for code without an event loop; how many messages are gone."""
    gone = 0
    for room in keeping.overdue():
        while swept := write_now(expire, NOBODY, Expire(room)).gone:
            gone += swept
    return gone


async def erase_people() -> None:
    """Go on with everybody who is to be forgotten."""
    for user in await lane.ask(erased):
        keys = await lane.ask(sessions_of, user)
        await journal().write(erasing.sign_out, NOBODY, keys)
        while not (await journal().write(erasing.go_on, NOBODY, user)).done:
            pass


def erase_now(user: int) -> None:
    """Go on with one of them to the end, for code without an event loop."""
    write_now(erasing.sign_out, NOBODY, sessions_of(user))
    while not write_now(erasing.go_on, NOBODY, user).done:
        pass


async def clear_files() -> None:
    """Clear away the files that are in no message."""
    await receiving.ask(clear)


async def forget_guests() -> None:
    """Forget guests who stay away."""
    for guest in await lane.ask(guests.stale):
        await journal().write(guests.forget, guest)


WORKS = (
    Work("erase", timedelta(minutes=1), erase_people),
    Work("expire", timedelta(hours=1), expire_rooms),
    Work("clear", timedelta(days=1), clear_files),
    Work("guests", timedelta(days=1), forget_guests),
)


async def follow() -> None:
    """Do for ever what is due."""
    while True:
        await asyncio.sleep(ROUND)
        for work in WORKS:
            await attempt(work)


async def attempt(work: Work) -> None:
    """Do it if it is due and no other process does; what fails is due again at its time."""
    try:
        if await lane.ask(Chore.objects.claim, work.name, work.every):
            await work.do()
    except Refusal:  # the log has it
        pass
    except Exception:
        logger.exception("A chore failed: %s", work.name)
