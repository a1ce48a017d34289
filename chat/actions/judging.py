"""What becomes of a report: whoever runs the site does something about it, or nothing."""

from dataclasses import dataclass
from datetime import datetime

from chat.actions import editing, measures
from chat.actions.log import locked
from chat.actions.outcome import Outcome
from chat.actions.reporting import close
from chat.events import Event
from chat.models import Message, Report, Room
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done about a report; a mute or a ban has a reason, a place and an end."""

    outcome: Report.Outcome
    reason: str = ""
    everywhere: bool = False
    ends: datetime | None = None


def judge(actor: int, report: int, verdict: Verdict) -> Outcome[Reply]:
    """Do what was decided, and close all reports of the same message; raises Refusal for one that
    is closed already.
    """
    row = Report.objects.filter(pk=report, closed=None).select_related("author").first()
    room = row and locked({row.room_id}).get(row.room_id)
    if not row or not room:
        raise Refusal("report_closed")
    told = carry_out(actor, row, room, verdict)
    close(actor, room, row.seq, verdict.outcome)
    return Outcome(Reply(), told)


def carry_out(actor: int, report: Report, room: Room, verdict: Verdict) -> list[Event]:
    """Delete the message, mute or ban its author, or nothing; what is to be told of it."""
    if verdict.outcome == Report.Outcome.DELETED:
        return delete(actor, room, report.seq)
    if verdict.outcome == Report.Outcome.DISMISSED:
        return []
    author, place = report.author, None if verdict.everywhere else room
    if author is None or (place and place.kind == Room.Kind.DIRECT):
        raise Refusal("not_found")
    decide = measures.mute if verdict.outcome == Report.Outcome.MUTED else measures.ban
    where = place.pk if place else None
    return decide(actor, author.pk, where, verdict.reason, verdict.ends).events


def delete(actor: int, room: Room, seq: int) -> list[Event]:
    """Take a message of a locked room back, if it is still there."""
    message = Message.objects.filter(room=room, seq=seq).select_related("author").first()
    if message is None:
        return []
    message.room = room
    return editing.take_back(actor, message).events
