"""Who is muted where, as it travels and as it is asked: what has ended counts for nothing."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from django.db.models import Q

from chat.models.moderation import Mute
from chat.models.room import Member
from chat.protocol import things

NEVER = datetime.max.replace(tzinfo=UTC)


def mutes_of(users: Collection[int]) -> list[Mute]:
    """The mutes of these people that are in force, in all rooms, the last to end first."""
    found = Mute.objects.in_force().select_related("by").filter(user__in=users)
    return sorted(found, key=lambda mute: mute.ends or NEVER, reverse=True)


def mute_among(mutes: Iterable[Mute], user: int, room: int) -> Mute | None:
    """The first of these mutes that keeps somebody quiet in a room: its own, or the site's."""
    return next(
        (each for each in mutes if each.user_id == user and each.room_id in (room, None)), None
    )


def mute_in(user: int, room: int) -> Mute | None:
    """What keeps somebody quiet in a room, the last to end."""
    return mute_among(mutes_of([user]), user, room)


def by_member(members: Iterable[Member]) -> dict[tuple[int | None, int], Mute]:
    """Which of these members their own room has muted, by room and user; one query."""
    pairs = [(row.room_id, row.user_id) for row in members]
    rooms, users = {room for room, _ in pairs}, {user for _, user in pairs}
    # By what is fewer: a room may have more members than a query takes parameters.
    there = Q(room__in=rooms) if len(rooms) < len(users) else Q(user__in=users)
    return {
        (mute.room_id, mute.user_id): mute
        for mute in Mute.objects.in_force().select_related("by").filter(there)
    }


def told(mute: Mute | None) -> things.Mute | None:
    """A mute as it travels; None where there is none."""
    if mute is None:
        return None
    by = mute.by.name if mute.by else ""
    return things.Mute(mute.ends, mute.reason, by, site=mute.room_id is None)
