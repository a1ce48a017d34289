"""Who is in a room."""

from chat.models import wire
from chat.models.room import Member
from chat.protocol import things
from chat.protocol.frames import Refusal


def members_of(user: int, room: int) -> list[things.Member]:
    """The members of somebody's room, the first to come first; raises Refusal for others."""
    rows = Member.objects.filter(room=room).select_related("user").order_by("pk")
    found = [(row.user_id, wire.member(row)) for row in rows]
    if user not in dict(found):
        raise Refusal("not_found")
    return [member for _, member in found]
