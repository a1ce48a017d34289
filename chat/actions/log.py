"""The next positions of rooms, handed out under their row locks."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from chat import events
from chat.actions.outcome import Outcome
from chat.events import Event
from chat.models import Member, Message, Room, wire
from chat.protocol.frames import Refusal
from chat.protocol.replies import Done


def locked(ids: Iterable[int]) -> dict[int, Room]:
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


def message_of(room: Room, seq: int) -> Message:
    """The message that was posted at a position of a locked room; raises Refusal."""
    known = Message.objects.filter(room=room, seq=seq, seq__gt=room.floor)
    message = known.select_related("author").first()
    if message is None:
        raise Refusal("no_such_message")
    message.room = room
    return message


def step(room: Room, message: Message) -> int:
    """Count the room up for a change of this message; the position before."""
    after = room.seq
    room.seq = message.rev = after + 1
    return after


def change(message: Message, *fields: str) -> Outcome[Done]:
    """Store these fields of a message of a locked room as its next change, and tell it."""
    after = step(message.room, message)
    message.save(update_fields=["rev", *fields])
    message.room.save(update_fields=["seq"])
    told = wire.whole(message)
    return Outcome(Done(message=told), [events.message(message.room_id, after, told)])


def messages_of(rooms: Mapping[int, Room], ids: Collection[int], **which: Any) -> list[Message]:
    """Those of these messages that are `which`, in rooms that are locked."""
    rows = Message.objects.filter(pk__in=ids, room__in=list(rooms), **which)
    messages = list(rows.select_related("author").order_by("room", "seq"))
    for message in messages:
        message.room = rooms[message.room_id]
    return messages


def rooms_of(ids: Collection[int]) -> dict[int, Room]:
    """The rooms in which these messages were posted, locked."""
    rows = Message.objects.filter(pk__in=ids).order_by()
    return locked(set(rows.values_list("room", flat=True)))


def change_all(rooms: Mapping[int, Room], ids: Collection[int]) -> list[Event]:
    """Count what was stored of these messages as the next changes of their rooms, which are
    locked; what is to be told of it.
    """
    rows = list(Message.objects.whole().filter(pk__in=ids).order_by("room", "seq"))
    afters = [step(rooms[row.room_id], row) for row in rows]
    Message.objects.bulk_update(rows, ["rev"])
    Room.objects.bulk_update(rooms.values(), ["seq"])
    return [
        events.message(row.room_id, after, wire.whole(row))
        for row, after in zip(rows, afters, strict=True)
    ]


def unchanged(message: Message) -> Outcome[Done]:
    """The message as it is: what was asked for has been done before."""
    return Outcome(Done(message=wire.whole(message)))
