"""What a batch of posts asks and writes, in SQL made once: it does so many times a second."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import cast
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import OuterRef, Subquery
from django.db.models.sql import Query, UpdateQuery

from chat import text
from chat.models import wire
from chat.models.message import Message
from chat.models.prepared import FIRSTS, SECONDS, THESE, Prepared
from chat.models.room import Member, Room
from chat.protocol import things

LATEST = Subquery(
    Message.objects.filter(room=OuterRef("pk")).order_by("-rev").values("rev")[:1]
)  # the position of a room in which something has just been written


def rooms_by_id() -> Query:
    """Locked until the commit, in the same order as by `actions.log.locked`."""
    rooms = Room.objects.select_for_update().filter(pk__among=THESE).order_by("pk")
    return rooms.values_list("pk", "seq").query


def members_by_pair() -> Query:
    members = Member.objects.filter(room__among=FIRSTS, user__among=SECONDS)
    person = "user__username", "user__display_name", "user__is_bot", "user__avatar"
    return members.values_list("room", "user", *person).query


def messages_by_client_id() -> Query:
    return Message.objects.filter(client_id__among=THESE).values_list("pk").query


def new_positions() -> Query:
    positions = Room.objects.filter(pk__among=THESE).query.chain(UpdateQuery)
    cast(UpdateQuery, positions).add_update_values({"seq": LATEST})
    return positions


lock_rooms, find_members = Prepared(rooms_by_id), Prepared(members_by_pair)
find_said, move_rooms = Prepared(messages_by_client_id), Prepared(new_positions)


def positions(rooms: Collection[int]) -> dict[int, int]:
    """How far each of these rooms is; they are locked until the commit."""
    return dict(lock_rooms(sorted(rooms)))


def authors(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], things.User]:
    """Those who are members, of these pairs of a room and a user; perhaps others of them, too."""
    return {
        (room, user): wire.person(user, username, display_name, bool(is_bot), avatar)
        for room, user, username, display_name, is_bot, avatar in find_members(pairs)
    }


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
