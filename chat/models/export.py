"""The whole log of a room, read page by page."""

from chat.models import wire
from chat.models.message import Message
from chat.models.standing import led
from chat.protocol import things

PAGE = 200  # messages


def room_for(user: int, room: int) -> things.Room:
    """The room, if this user leads it; raises Refusal for others."""
    return wire.room(led(user, room))


def page(room: int, after: int, until: int) -> list[things.Message]:
    """The messages posted after one position and until another, by position, at most a page."""
    rows = Message.objects.whole().filter(room=room, seq__gt=after, seq__lte=until)
    return [wire.whole(row) for row in rows.order_by("seq")[:PAGE]]
