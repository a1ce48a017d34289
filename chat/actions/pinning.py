"""Pins: messages that a room keeps where everybody finds them."""

from django.utils import timezone

from chat.actions.audit import place, record
from chat.actions.log import change, message_of, room_of, unchanged
from chat.actions.outcome import Outcome
from chat.models import Message, Room
from chat.protocol.commands import MessagePin, MessageUnpin
from chat.protocol.frames import Refusal
from chat.protocol.replies import Done

MOST = 50  # pins of a room


def pin(actor: int, command: MessagePin) -> Outcome[Done]:
    """Make a message one of its room's pins; a room has so many at most."""
    message = pinnable(actor, command)
    if message.pinned:
        return unchanged(message)
    if message.deleted:
        raise Refusal("deleted")
    if Message.objects.filter(room=message.room, pinned__isnull=False).count() >= MOST:
        raise Refusal("too_many_pins", limit=MOST)
    message.pinned = timezone.now()
    record(actor, "message.pin", message.room, place(message.room_id, message.seq))
    return change(message, "pinned")


def unpin(actor: int, command: MessageUnpin) -> Outcome[Done]:
    """Let it be a message like any other again."""
    message = pinnable(actor, command)
    if not message.pinned:
        return unchanged(message)
    message.pinned = None
    record(actor, "message.unpin", message.room, place(message.room_id, message.seq))
    return change(message, "pinned")


def pinnable(actor: int, command: MessagePin | MessageUnpin) -> Message:
    """The message, if the actor leads its room or is an equal in a direct one; raises Refusal."""
    room, member = room_of(actor, command.room)
    if room.kind != Room.Kind.DIRECT and not member.leads:
        raise Refusal("forbidden")
    return message_of(room, command.seq)
