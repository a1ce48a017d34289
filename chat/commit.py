"""One transaction for all the works that wait at one moment.

What fails leaves its neighbours as they are: only a database that cannot be used fails them all.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from django.db import IntegrityError, OperationalError, transaction

from chat.actions import erasing, profile
from chat.actions.draft import Draft
from chat.actions.log import locked
from chat.actions.outcome import Outcome
from chat.actions.posting import post_all
from chat.pool import is_away
from chat.protocol.frames import Refusal

logger = logging.getLogger(__name__)

SOON = 0.1  # seconds, after a race with another process
DEADLOCK = "40P01"  # PostgreSQL's SQLSTATE
ATTEMPTS = 5

# Actions that lock all rooms of somebody. After other works, which have locked theirs already, they
# would lock against the order in which all processes do.
ALONE = {profile.rename, profile.depict, erasing.erase, erasing.go_on}

Answer = Outcome[Any] | Refusal


@dataclass(slots=True)
class Act:
    """An action to be done, and the room that its command names."""

    cost: ClassVar = 10  # its queries are its own

    do: Callable[[], Outcome[Any]]
    room: int | None = None
    alone: bool = False  # in a transaction of its own


Work = Draft | Act


def commit(works: Sequence[Work], attempts: int = ATTEMPTS) -> list[Answer]:
    """Write the works in order, in one transaction; an answer to each.

    Raises DatabaseError where nothing could be written.
    """
    try:
        with transaction.atomic():
            lock(works)
            return list(written(works))
    except IntegrityError:
        # Some constraints are looked at only now; whose work breaks one shows one by one.
        if len(works) == 1:
            return [Refusal("try_again", SOON)]
        return [answer for work in works for answer in commit([work])]
    except OperationalError as error:
        # Two processes write the same words in different rooms, each the other's first. PostgreSQL
        # undoes one of them, which then finds what the other has written.
        if attempts == 1 or getattr(error.__cause__, "sqlstate", None) != DEADLOCK:
            raise
        return commit(works, attempts - 1)


def lock(works: Sequence[Work]) -> None:
    """Lock all rooms before the first action locks one: always in the order of their ids."""
    rooms = {work.room for work in works if work.room is not None}
    if len(rooms) > 1 and any(isinstance(work, Act) for work in works):
        locked(rooms)


def written(works: Sequence[Work]) -> Iterator[Answer]:
    """Answers in order; drafts that follow each other are posted together."""
    for kind, some in groupby(works, key=type):
        if kind is Draft:
            yield from posted([work for work in some if isinstance(work, Draft)])
        else:
            yield from (acted(work.do) for work in some if isinstance(work, Act))


def posted(drafts: Sequence[Draft]) -> Sequence[Answer]:
    """All drafts at once; one by one where one of them fails, or another process has just said
    the same and the next look finds it.
    """
    try:
        with transaction.atomic():
            return post_all(drafts)
    except Exception as error:
        if is_away(error):
            raise
        if len(drafts) == 1:
            return [answer_to(error)]
        locked({draft.room for draft in drafts})  # those of the failed look are free again
        return [answer for draft in drafts for answer in posted([draft])]


def acted(do: Callable[[], Outcome[Any]]) -> Answer:
    """One action, which undoes only what it did itself where it fails."""
    try:
        with transaction.atomic():
            return do()
    except Refusal as refusal:
        return refusal
    except Exception as error:
        if is_away(error):
            raise
        return answer_to(error)


def answer_to(error: Exception) -> Refusal:
    """What to say of an error that is one work's own."""
    if isinstance(error, IntegrityError):
        return Refusal("try_again", SOON)
    logger.error("An action failed", exc_info=error)
    return Refusal("failed")
