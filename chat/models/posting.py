"""What a batch of posts asks and writes: prepared, because it does so many times a second."""

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, OuterRef, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.sql import Query, UpdateQuery

from chat.models import wire
from chat.models.message import Message
from chat.models.prepared import THESE, Prepared
from chat.models.room import Member, Room
from chat.protocol import things

# Pairs of a room and a user, and not each room with each user.
PAIRS = {
    "sqlite": "SELECT value->>0, value->>1 FROM json_each(%s)",
    "postgresql": (
        "SELECT (value->>0)::bigint, (value->>1)::bigint FROM jsonb_array_elements(%s::jsonb)"
    ),
}
LATEST = Subquery(
    Message.objects.filter(room=OuterRef("pk")).order_by("-rev").values("rev")[:1]
)  # the position of a room in which something has just been written


def rooms_by_id() -> Query:
    """Locked until the commit, in the same order as by `actions.log.locked`."""
    rooms = Room.objects.select_for_update().filter(pk__among=THESE).order_by("pk")
    return rooms.values_list("pk", "seq").query


def members_by_pair() -> Query:
    mine = RawSQL(  # noqa: S611  nothing of it comes from outside
        f"(chat_member.room_id, chat_member.user_id) IN ({PAIRS[connection.vendor]})",
        [THESE],
        BooleanField(),
    )
    return (
        Member.objects.filter(mine)
        .values_list("room", "user", "user__username", "user__display_name", "user__is_bot")
        .query
    )


def messages_by_client_id() -> Query:
    return Message.objects.filter(client_id__among=THESE).values_list("pk").query


def new_positions() -> Query:
    positions = Room.objects.filter(pk__among=THESE).query.chain(UpdateQuery)
    cast(UpdateQuery, positions).add_update_values({"seq": LATEST})
    return positions


lock_rooms, find_members = Prepared(rooms_by_id), Prepared(members_by_pair)
find_said, move_rooms = Prepared(messages_by_client_id), Prepared(new_positions)


def positions(rooms: Iterable[int]) -> dict[int, int]:
    """How far each of these rooms is; they are locked until the commit."""
    return dict(lock_rooms(sorted(rooms)))


def authors(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], things.User]:
    """Of these pairs of a room and a user those who are members."""
    return {
        (room, user): wire.person(user, username, display_name, bool(is_bot))
        for room, user, username, display_name, is_bot in find_members(pairs)
    }


def said(ids: Iterable[UUID]) -> list[int]:
    """The messages that were posted under these client_ids, by whomever."""
    return [pk for (pk,) in find_said(ids)]
