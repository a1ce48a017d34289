"""How far rooms are, for somebody who may have missed a change."""

from collections.abc import Collection

from chat.models.room import Room


def heads_of(user: int, rooms: Collection[int]) -> dict[int, tuple[int, str]]:
    """The position and epoch of each of these rooms that is open to the user."""
    rows = Room.objects.open_to(user).filter(pk__in=rooms).values_list("pk", "seq", "epoch")
    return {room: (seq, epoch) for room, seq, epoch in rows}


def rooms_open_to(user: int) -> list[int]:
    """Every room that is open to a user."""
    return list(Room.objects.open_to(user).values_list("pk", flat=True))
