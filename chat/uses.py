"""When access tokens, webhooks and sessions were last used: written down now and then."""

import time
from collections.abc import Callable, Hashable
from functools import partial

from chat.actions.outcome import Outcome
from chat.actions.uses import Usable, see, use
from chat.hub.tasks import Tasks
from chat.journal import journal
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply

AGAIN = 60.0  # seconds after which a use is noted again
LATER = 600.0  # … and that of a session, of which there are many
MOST = 10_000  # of those whose last note is remembered

noted: dict[Hashable, float] = {}  # when, on the monotonic clock
notes = Tasks()


def note_use(user: int, kind: Usable, pk: int) -> None:
    """Have it written down that this is used now; nobody waits for that."""
    note((kind, pk), AGAIN, partial(use, user, kind, pk))


def note_session(user: int, key: str) -> None:
    """The same of a session."""
    note(key, LATER, partial(see, user, key))


def note(key: Hashable, again: float, action: Callable[[], Outcome[Reply]]) -> None:
    """Have it written, unless that was done so many seconds ago."""
    now = time.monotonic()
    if now - noted.get(key, -again) < again:
        return
    if len(noted) >= MOST:
        noted.clear()
    noted[key] = now
    notes.keep(write(key, action))


async def write(key: Hashable, action: Callable[[], Outcome[Reply]]) -> None:
    """Write it down; where the database is away, the next use is."""
    try:
        await journal().write(action)
    except Refusal:
        noted.pop(key, None)
