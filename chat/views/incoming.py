"""What files on their way in have in common: turns, and nothing left of who hangs up."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from django.http import HttpRequest

from chat.attachments.receiving import receiving
from chat.protocol.frames import Refusal

T = TypeVar("T")

FORMS = {"multipart/form-data", "application/x-www-form-urlencoded"}
AT_ONCE = 10  # files of a person that this process looks at or that wait for it
RETRY_AFTER = 5.0  # seconds

coming: Counter[int] = Counter()  # files that are not yet looked at, by their owner


def refuse_form(request: HttpRequest) -> None:
    """Raise Refusal for a form around the file."""
    if request.content_type in FORMS:
        raise Refusal("no_form")


@contextmanager
def turn(user: int) -> Iterator[None]:
    """One of so many turns of somebody's: a line of theirs alone would keep all others waiting."""
    if coming[user] >= AT_ONCE:
        raise Refusal("too_fast", RETRY_AFTER)
    coming[user] += 1
    try:
        yield
    finally:
        coming[user] -= 1
        if not coming[user]:
            del coming[user]


async def finished(receive: Callable[[], T], discard: Callable[[T], None]) -> T:
    """What a file became that was taken in; who hangs up meanwhile has it discarded."""
    work = asyncio.ensure_future(receiving.ask(receive))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        work.add_done_callback(partial(throw_away, discard))
        raise


def throw_away(discard: Callable[[T], None], work: asyncio.Future[T]) -> None:
    """Discard what nobody waits for any more."""
    if not work.cancelled() and work.exception() is None:
        discard(work.result())
