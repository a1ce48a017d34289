"""Which messages are older than their rooms keep them."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from chat.models.message import Message, MessageQuerySet
from chat.models.room import Room

PAGE = 500  # rooms in one query
NEVER = datetime.max.replace(tzinfo=UTC)


def overdue() -> Iterator[int]:
    """The rooms with messages that are to go, or to be swept up; asked for page by page."""
    after = 0
    while rooms := list(forgetful(after)[:PAGE]):
        for room in rooms:
            oldest, seq = room.oldest, room.oldest_seq  # type: ignore[attr-defined]  # annotated
            if oldest and (oldest < limit(room) or seq <= room.floor):
                yield room.pk
        after = rooms[-1].pk


def forgetful(after: int) -> QuerySet[Room]:
    """The rooms that purge, or have begun to, each with its oldest message."""
    posted = Message.objects.filter(room=OuterRef("pk")).order_by("seq")
    rooms = Room.objects.filter(pk__gt=after)
    if not settings.KEEP_DAYS:
        rooms = rooms.filter(Q(keep_days__isnull=False) | Q(floor__gt=0))
    return rooms.order_by("pk").annotate(
        oldest=Subquery(posted.values("created")[:1]),
        oldest_seq=Subquery(posted.values("seq")[:1]),
    )


def limit(room: Room) -> datetime:
    """What was posted in the room before this is to go."""
    if room.kept_days is None:
        return datetime.min.replace(tzinfo=UTC)
    return timezone.now() - timedelta(days=room.kept_days)


def new_floor(room: Room) -> int:
    """The position of the newest message that is to go; the floor that there is, where none is.

    Messages are as old as their positions say, so that a few looks find it among millions.
    """
    log, before = Message.objects.filter(room=room), limit(room)

    def created(seq: int) -> datetime:
        later = log.filter(seq__gte=seq).order_by("seq")
        return later.values_list("created", flat=True).first() or NEVER

    places = range(room.floor + 1, room.seq + 1)
    return room.floor + bisect_left(places, before, key=created)


def below_floor(room: Room) -> MessageQuerySet:
    """The messages of the room that nobody has any more."""
    return Message.objects.filter(room=room, seq__lte=room.floor).order_by("seq")
