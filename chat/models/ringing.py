"""For whom a new message rings, of those who have a browser to be pushed to."""

from collections import defaultdict
from collections.abc import Collection, Sequence
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


@dataclass(frozen=True, slots=True)
class Ear:
    """A browser of a room's member, and what that member wants to hear."""

    subscription: PushSubscription
    room: int
    level: str
    read: int


def rings(posts: Sequence[Post]) -> list[Ring]:
    """For each browser and room the last of these posts that rings; two queries, however many."""
    said: dict[int, list[things.Message]] = defaultdict(list)
    for room, message in posts:
        said[room].append(message)
    ears = listening(said)
    if not ears:
        return []
    rooms = {row.pk: wire.room(row) for row in Room.objects.filter(pk__in=said)}
    found = (ring(ear, rooms[ear.room], said[ear.room]) for ear in ears if ear.room in rooms)
    return [ring for ring in found if ring]


def listening(rooms: Collection[int]) -> list[Ear]:
    """The browsers of these rooms' members, of each room so many at most."""
    loud = [Member.Level.ALL, Member.Level.MENTIONS]
    rows = (
        PushSubscription.objects.valid()
        .filter(user__member__room__in=rooms, user__member__level__in=loud)
        .select_related("user")
        .annotate(
            in_room=F("user__member__room"),
            level=F("user__member__level"),
            read=F("user__member__read"),
            place=Window(RowNumber(), partition_by=F("user__member__room"), order_by="pk"),
        )
        .filter(place__lte=CROWD)
    )
    annotated = ((row, vars(row)) for row in rows)
    return [Ear(row, its["in_room"], its["level"], its["read"]) for row, its in annotated]


def ring(ear: Ear, room: things.Room, said: Sequence[things.Message]) -> Ring | None:
    """What of a room's posts rings at a browser, if anything does."""
    row = ear.subscription
    if row.proof != row.user.get_session_auth_hash():
        return None
    direct = room.kind == "direct"
    everything = direct or ear.level == Member.Level.ALL
    new = [
        message
        for message in said
        if message.seq > ear.read
        and (message.author is None or message.author.id != row.user_id)
        and (everything or row.user_id in message.mentions)
    ]
    urgent = direct or any(row.user_id in message.mentions for message in new)
    return Ring(row, room, new[-1], urgent) if new else None
