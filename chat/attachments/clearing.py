"""Clears away what belongs to no message: rows first, then files.

Whatever is cut off in between leaves a file that no row knows, which nobody can ask for and which
the next clearing finds. The other way round it would leave a message with a file that is gone.
Any number of processes may clear at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from chat.attachments import storage
from chat.models import Attachment, User

KEPT = timedelta(days=1)  # for what is on its way: a file is there before its row, a row unposted
AT_ONCE = 500


@dataclass(slots=True)
class Cleared:
    """How much there was to clear."""

    rows: int = 0
    files: int = 0


def clear() -> Cleared:
    """Clear away what was never posted within a day, what was deleted, and what nobody knows."""
    before = timezone.now() - KEPT
    cleared = Cleared()
    while gone := forget(before):
        cleared.rows += len(gone)
        for names in gone:
            storage.remove(*names)
            cleared.files += len(list(filter(None, names)))
    for place in (*strays(before.timestamp()), *stray_avatars(before.timestamp())):
        place.unlink(missing_ok=True)
        cleared.files += 1
    return cleared


def forget(before: datetime) -> list[tuple[str, str]]:
    """Delete some rows that nobody needs; the names of their files.

    Locked first: a message that is posted at this moment takes its files, or finds none.
    """
    with transaction.atomic():
        needless = Attachment.objects.needless(before).select_for_update(of=("self",))
        rows = list(needless[:AT_ONCE])
        Attachment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return [(row.file, row.thumbnail) for row in rows]


def strays(before: float) -> Iterator[Path]:
    """Files older than a time (in seconds since 1970) of which no row knows."""
    for folder in storage.folders():
        old = [(pk, place) for pk, place in storage.ours(folder) if place.stat().st_mtime < before]
        for start in range(0, len(old), AT_ONCE):
            some = old[start : start + AT_ONCE]
            known = Attachment.objects.in_bulk({pk for pk, _ in some})
            yield from (place for pk, place in some if pk not in known)


def stray_avatars(before: float) -> Iterator[Path]:
    """Pictures of people, older than a time, that are nobody's any more."""
    old = [each for each in storage.avatars() if each[1].stat().st_mtime < before]
    for start in range(0, len(old), AT_ONCE):
        some = old[start : start + AT_ONCE]
        people = User.objects.filter(pk__in={pk for pk, _ in some})
        used = set(people.values_list("avatar", flat=True))
        yield from (place for _, place in some if place.name not in used)
