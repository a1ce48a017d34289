"""For whom a new message rings, of those who have a browser to be pushed to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from chat.models import wire
from chat.models.push import PushSubscription
from chat.models.room import Member, Room
from chat.protocol import things

CROWD = 1000  # subscriptions of a room that are pushed to

Post = tuple[int, things.Message]  # a room and what was said there


@dataclass(frozen=True, slots=True)
class Ring:
    """A message that rings at a browser."""

    subscription: PushSubscription
    room: things.Room
    message: things.Message
    urgent: bool  # it is meant for this person


def rings(posts: Sequence[Post]) -> list[Ring]:
    """For each browser and room the last of these posts that rings; two queries, however many."""
    said: dict[int, list[things.Message]] = defaultdict(list)
    for room, message in posts:
        said[room].append(message)
    rows = list(subscribed(said))
    if not rows:
        return []
    rooms = {row.pk: wire.room(row) for row in Room.objects.filter(pk__in=said)}
    found = (ring(row, rooms.get(row.in_room), said[row.in_room]) for row in rows)
    return [ring for ring in found if ring]


def subscribed(rooms: dict[int, list[things.Message]]) -> list[PushSubscription]:
    """The subscriptions of these rooms' members, with what each member has to say to it."""
    loud = [Member.Level.ALL, Member.Level.MENTIONS]
    return list(
        PushSubscription.objects.valid()
        .filter(user__member__room__in=list(rooms), user__member__level__in=loud)
        .select_related("user")
        .annotate(
            in_room=F("user__member__room"),
            level=F("user__member__level"),
            read=F("user__member__read"),
            place=Window(RowNumber(), partition_by=F("user__member__room"), order_by="pk"),
        )
        .filter(place__lte=CROWD)
    )


def ring(
    row: PushSubscription, room: things.Room | None, said: Sequence[things.Message]
) -> Ring | None:
    """What of a room's posts rings at a subscription, if anything does."""
    ours = row.proof == row.user.get_session_auth_hash()
    if room is None or not ours:
        return None
    direct = room.kind == "direct"
    everything = direct or row.level == Member.Level.ALL
    new = [
        message
        for message in said
        if message.seq > row.read
        and (message.author is None or message.author.id != row.user_id)
        and (everything or row.user_id in message.mentions)
    ]
    urgent = direct or any(row.user_id in message.mentions for message in new)
    return Ring(row, room, new[-1], urgent) if new else None
