"""What somebody sees when they come in: who they are, and their rooms."""

from collections.abc import Iterable

from chat.models import wire
from chat.models.room import Member
from chat.protocol.things import MyRoom


def rooms_of(user: int, only: Iterable[int] | None = None) -> list[MyRoom]:
    """The rooms of somebody's, by title; `only` these of them."""
    members = Member.objects.filter(user=user).select_related("room").order_by("room__title", "pk")
    if only is not None:
        members = members.filter(room__in=only)
    return [
        MyRoom(wire.room(each.room), each.role, each.level, each.read)  # type: ignore[arg-type]
        for each in members
    ]
