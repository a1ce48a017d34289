"""When access tokens and webhooks were last used: written down at most once a minute each."""

import time

from chat.actions.uses import Usable, use
from chat.hub.tasks import Tasks
from chat.journal import journal
from chat.protocol.frames import Refusal

AGAIN = 60.0  # seconds after which a use is noted again
MOST = 10_000  # tokens and webhooks whose last note is remembered

noted: dict[tuple[Usable, int], float] = {}  # when, on the monotonic clock
notes = Tasks()


def note_use(user: int, kind: Usable, pk: int) -> None:
    """Have it written down that this is used now; nobody waits for that."""
    now, key = time.monotonic(), (kind, pk)
    if now - noted.get(key, -AGAIN) < AGAIN:
        return
    if len(noted) >= MOST:
        noted.clear()
    noted[key] = now
    notes.keep(write(user, kind, pk))


async def write(user: int, kind: Usable, pk: int) -> None:
    """Write it down; where the database is away, the next use is."""
    try:
        await journal().write(use, user, kind, pk)
    except Refusal:
        noted.pop((kind, pk), None)
