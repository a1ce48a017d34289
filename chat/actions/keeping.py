"""Rooms that forget: what is older than they keep it is gone for good, with its place in the log.

A room's floor rises first, and all who listen hear of it; then what lies below is swept up, a
part of it in each commit. Whatever cuts that off, the next round goes on where it stands.
"""

from dataclasses import dataclass

from chat import events
from chat.actions.log import locked
from chat.actions.members import bump
from chat.actions.outcome import Outcome
from chat.actions.purging import strip
from chat.events import Event
from chat.models import Message, Room, keeping, wire
from chat.protocol.events import RoomEvent
from chat.protocol.replies import Reply

PORTION = 200  # messages in one commit, for which posts wait some hundredths of a second


@dataclass(frozen=True, slots=True)
class Expire:
    """Let a room forget what is due, or a part of it."""

    room: int


class Swept(Reply):
    """How many messages are gone; none, once all that were due are."""

    gone: int = 0


def expire(_: int, command: Expire) -> Outcome[Swept]:
    """Purge what is older than the room keeps it, as much as one commit takes."""
    room = locked({command.room}).get(command.room)
    if room is None:
        return Outcome(Swept())
    told = [] if keeping.below_floor(room).exists() else raise_floor(room)
    gone = list(keeping.below_floor(room).only("room", "seq")[:PORTION])
    strip(gone)
    Message.objects.filter(pk__in=[message.pk for message in gone]).delete()
    return Outcome(Swept(gone=len(gone)), told)


def raise_floor(room: Room) -> list[Event]:
    """Let the locked room forget what is due from now on; what is to be told of it."""
    floor = keeping.new_floor(room)
    if floor == room.floor:
        return []
    room.floor = floor
    room.save(update_fields=["floor"])
    bump(room)
    return [events.to_room(room.pk, RoomEvent(id=room.pk, room=wire.room(room)))]
