"""How a room stands with those who listen to it, for a process that may have missed a change."""

from collections.abc import Collection
from dataclasses import dataclass

from chat.models import wire
from chat.models.room import Member, Room
from chat.protocol import things
from chat.protocol.frames import Refusal


@dataclass(slots=True)
class Standing:
    """A room as it is now, and who of those asked after is a member."""

    room: things.Room
    members: set[int]


def standing(room: int, users: Collection[int]) -> Standing | None:
    """The room, and which of these users are its members; None for a room that is no more."""
    row = Room.objects.filter(pk=room).first()
    if row is None:
        return None
    members = Member.objects.filter(room=room, user__in=users).values_list("user", flat=True)
    return Standing(wire.room(row), set(members))


def led(user: int, room: int) -> Room:
    """A room that somebody leads; raises Refusal for all others."""
    member = Member.objects.filter(room=room, user=user).select_related("room").first()
    if member is None:
        raise Refusal("not_found")
    if not member.leads:
        raise Refusal("forbidden")
    return member.room


def is_member(user: int, room: int) -> bool:
    """Whether somebody is a member of a room."""
    return Member.objects.filter(user=user, room=room).exists()
