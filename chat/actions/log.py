"""The next positions of rooms, handed out under their row locks."""

from chat.models import Member, Message, Room
from chat.protocol.frames import Refusal


def locked(ids: set[int]) -> dict[int, Room]:
    """The rooms by id, locked until the commit; always in the order of their ids, so that two
    processes cannot wait for each other.
    """
    rooms = Room.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    return {room.pk: room for room in rooms}


def room_of(user: int, room: int) -> tuple[Room, Member]:
    """A room of somebody's, locked, and their membership; raises Refusal for all others alike."""
    found = locked({room})
    member = Member.objects.filter(room=room, user=user).select_related("user").first()
    if not found or member is None:
        raise Refusal("not_found")
    return found[room], member


def step(room: Room, message: Message) -> int:
    """Count the room up for a change of this message; the position before."""
    after = room.seq
    room.seq = message.rev = after + 1
    return after
