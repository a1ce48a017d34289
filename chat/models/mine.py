"""What somebody sees when they come in: who they are, their rooms, their access tokens."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from chat.models import mutes, wire
from chat.models.access import Token
from chat.models.counting import BoundedCount
from chat.models.message import Mention, Message
from chat.models.moderation import Ban
from chat.models.room import Member, Room
from chat.protocol import things
from chat.protocol.things import MyRoom

MOST = 100  # of unread messages and mentions that are counted


def rooms_of(user: int, only: Iterable[int] | None = None) -> list[MyRoom]:
    """The rooms of somebody's, by title; `only` these of them. Three queries, however many."""
    members = Member.objects.filter(user=user).order_by("room__title", "pk")
    if only is not None:
        members = members.filter(room__in=only)
    return [room for _, room in seen(members)]


def seen(members: QuerySet[Member]) -> list[tuple[int, MyRoom]]:
    """The room of each of these members as they see it, with their id. Three queries."""
    counted = members.select_related("room").annotate(
        unread=BoundedCount(unread()[:MOST]),
        mentions=BoundedCount(mentions()[:MOST]),
        latest=Subquery(posted()[:1]),
    )
    rows = list(counted)
    people = people_of({row.room for row in rows if row.room.kind == Room.Kind.DIRECT})
    quiet = mutes.mutes_of({row.user_id for row in rows})
    return [
        (
            row.user_id,
            MyRoom(
                wire.room(row.room),
                row.role,  # type: ignore[arg-type]  # the model's choices are the wire's
                row.level,  # type: ignore[arg-type]
                row.read,
                row.unread,
                row.mentions,
                people.get(row.room_id, []),
                row.latest,
                mutes.told(mutes.mute_among(quiet, row.user_id, row.room_id)),
            ),
        )
        for row in rows
    ]


def unread() -> QuerySet[Message, int]:
    """What others said after the read mark of the member that the query around this is about."""
    after = Message.objects.filter(room=OuterRef("room"), seq__gt=OuterRef("read"), deleted=None)
    return after.exclude(author=OuterRef("user")).order_by("seq").values_list("seq", flat=True)


def posted() -> QuerySet[Message, datetime]:
    """When the messages of the room around this query were posted, the newest first."""
    messages = Message.objects.filter(room=OuterRef("room")).order_by("-seq")
    return messages.values_list("created", flat=True)


def mentions() -> QuerySet[Mention, int]:
    """Of those, the ones that name the member."""
    after = Mention.objects.filter(room=OuterRef("room"), seq__gt=OuterRef("read"))
    named = after.filter(user=OuterRef("user"), message__deleted=None)
    return named.exclude(message__author=OuterRef("user")).values_list("seq", flat=True)


def people_of(rooms: Iterable[Room]) -> dict[int, list[things.User]]:
    """Who is in each of these rooms."""
    people: dict[int, list[things.User]] = defaultdict(list)
    members = Member.objects.filter(room__in=list(rooms)).select_related("user").order_by("user")
    for member in members:
        people[member.room_id].append(wire.user(member.user))
    return people


def missed(user: int) -> list[int]:
    """The rooms for everybody of which this user is no member, though nothing keeps them out."""
    banned = Ban.objects.in_force().filter(room=OuterRef("pk"), user=user)
    member = Member.objects.filter(room=OuterRef("pk"), user=user)
    rooms = Room.objects.filter(~Exists(member), ~Exists(banned), everybody=True)
    return list(rooms.values_list("pk", flat=True))


def tokens_of(user: int) -> list[things.Token]:
    """The newest access tokens of somebody's, without those that were revoked."""
    rows = Token.objects.filter(user=user, revoked=None).order_by("-pk")
    return [wire.token(row) for row in rows[:MOST]]
