"""Who is in a room."""

from chat.models import wire
from chat.models.room import Member
from chat.protocol import things
from chat.protocol.frames import Refusal


def members_of(user: int, room: int) -> list[things.Member]:
    """The members of somebody's room, the first to come first; raises Refusal for others."""
    rows = list(Member.objects.filter(room=room).select_related("user").order_by("pk"))
    if user not in {row.user_id for row in rows}:
        raise Refusal("not_found")
    return wire.members(rows)
