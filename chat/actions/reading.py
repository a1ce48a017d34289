"""How far people have read. Said often, therefore cheap: no lock, and no change of the version."""

from chat import events
from chat.actions.outcome import Outcome
from chat.models import Member
from chat.protocol.commands import MarkRead
from chat.protocol.events import ReadEvent
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply

WITNESSES = 50  # members of a room up to which all are told; a mark in a crowd is their own matter


def mark(actor: int, command: MarkRead) -> Outcome[Reply]:
    """Everything up to a position is read: never moves backwards, nor beyond the room's."""
    members = Member.objects.filter(room=command.room)
    mine = members.filter(user=actor).values_list("pk", "read", "room__seq").first()
    if mine is None:
        raise Refusal("not_found")
    pk, read, end = mine
    seq = min(command.seq, end)
    # Another socket of theirs may have come further since, on another process.
    if seq <= read or not Member.objects.filter(pk=pk, read__lt=seq).update(read=seq):
        return Outcome(Reply())
    frame = ReadEvent(room=command.room, user=actor, seq=seq)
    told = [events.to_user(actor, frame)]
    if len(members.values_list("pk")[: WITNESSES + 1]) <= WITNESSES:
        told.append(events.to_room(command.room, frame))
    return Outcome(Reply(), told)
