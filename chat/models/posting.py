"""What a batch of posts asks and writes, in SQL made once: it does so many times a second."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.sql import Query, UpdateQuery

from chat import text
from chat.models import wire
from chat.models.message import Message
from chat.models.moderation import Mute
from chat.models.prepared import FIRSTS, SECONDS, THESE, Prepared
from chat.models.room import Member, Room
from chat.protocol import things

LATEST = Subquery(
    Message.objects.filter(room=OuterRef("pk")).order_by("-rev").values("rev")[:1]
)  # the position of a room in which something has just been written


def rooms_by_id() -> Query:
    """Locked until the commit, in the same order as by `actions.log.locked`."""
    rooms = Room.objects.select_for_update().filter(pk__among=THESE).order_by("pk")
    return rooms.values_list("pk", "seq", "frozen", "slow_seconds").query


def members_by_pair() -> Query:
    members = Member.objects.filter(room__among=FIRSTS, user__among=SECONDS)
    person = ("username", "display_name", "is_bot", "avatar", "is_guest")
    # Whether they were ever muted: who was is asked about more closely.
    quiet = Exists(Mute.objects.filter(user=OuterRef("user")))
    columns = (f"user__{field}" for field in person)
    return members.values_list("room", "user", "role", quiet, *columns).query


def messages_by_client_id() -> Query:
    return Message.objects.filter(client_id__among=THESE).values_list("pk").query


def new_positions() -> Query:
    positions = Room.objects.filter(pk__among=THESE).query.chain(UpdateQuery)
    cast(UpdateQuery, positions).add_update_values({"seq": LATEST})
    return positions


lock_rooms, find_members = Prepared(rooms_by_id), Prepared(members_by_pair)
find_said, move_rooms = Prepared(messages_by_client_id), Prepared(new_positions)


@dataclass(slots=True)
class Place:
    """A room that is posted in: how far it is, and how it is led."""

    seq: int
    frozen: bool
    slow: int  # seconds


@dataclass(slots=True)
class Author:
    """A member who posts."""

    user: things.User
    leads: bool
    quiet: bool  # a mute of theirs is stored, which may have ended


def places(rooms: Collection[int]) -> dict[int, Place]:
    """Each of these rooms; they are locked until the commit."""
    rows = lock_rooms(sorted(rooms))
    return {room: Place(seq, bool(frozen), slow) for room, seq, frozen, slow in rows}


def authors(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], Author]:
    """Those who are members, of these pairs of a room and a user; perhaps others of them, too."""
    return {
        (room, user): Author(
            wire.person(user, name, shown, bool(is_bot), avatar, guest=bool(is_guest)),
            role != Member.Role.MEMBER,
            bool(quiet),
        )
        for room, user, role, quiet, name, shown, is_bot, avatar, is_guest in find_members(pairs)
    }


def last_posts(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], datetime]:
    """When each of these members of slow rooms posted last, as far as they did."""
    found = Member.objects.filter(among(pairs), posted__isnull=False) if pairs else ()
    return {(row.room_id, row.user_id): row.posted for row in found if row.posted}


def note_posts(pairs: Collection[tuple[int, int]], now: datetime) -> None:
    """Keep that these members of slow rooms posted now."""
    if pairs:
        Member.objects.filter(among(pairs)).update(posted=now)


def among(pairs: Iterable[tuple[int, int]]) -> Q:
    """Whether somebody is one of these members: pairs of a room and a user."""
    return Q(*(Q(room=room, user=user) for room, user in pairs), _connector=Q.OR)


def said(ids: Collection[UUID]) -> list[int]:
    """The messages that were posted under these client_ids, by whomever."""
    return [pk for (pk,) in find_said(ids)]


# What an insertion is given of each message, with the type that PostgreSQL knows it by.
COLUMNS = {
    "room_id": "bigint",
    "seq": "bigint",
    "rev": "bigint",
    "author_id": "bigint",
    "client_id": "uuid",
    "body": "text",
    "html": "text",
    "words": "text",
    "reply_to": "bigint",
}
# All messages are one parameter, for which `bulk_create` would need ten of each.
INSERTION = (
    "INSERT INTO chat_message ({}, created) SELECT {}, %s FROM {} RETURNING room_id, seq, id"
)
SQLITE = INSERTION.format(
    ", ".join(COLUMNS),
    ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(COLUMNS))),
    "json_each(%s)",
)
POSTGRESQL = INSERTION.format(
    ", ".join(COLUMNS),
    ", ".join(f"(value->>{place})::{kind}" for place, kind in enumerate(COLUMNS.values())),
    "json_array_elements(%s::json)",
)


def insert(
    messages: Iterable[tuple[int, things.Message]], created: datetime
) -> dict[tuple[int, int], int]:
    """Write new messages, each with its room; their ids by room and seq."""
    rows = [
        (
            *(room, message.seq, message.rev, message.author and message.author.id),
            *(message.client_id.hex, message.body, message.html),
            *(text.searchable(message.body), message.reply_to),
        )
        for room, message in messages
    ]
    at = connection.ops.adapt_datetimefield_value(created)
    with connection.cursor() as cursor:
        cursor.execute(
            POSTGRESQL if connection.vendor == "postgresql" else SQLITE,
            [at, msgspec.json.encode(rows).decode()],
        )
        return {(room, seq): pk for room, seq, pk in cursor.fetchall()}
