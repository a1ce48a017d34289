"""Reports: what members complain of, until somebody with the power has looked at it."""

from django.utils import timezone

from chat import events
from chat.actions.audit import place, record
from chat.actions.log import message_of, room_of
from chat.actions.outcome import Outcome
from chat.events import Event
from chat.lines import one_line
from chat.models import Member, Message, Report, Room
from chat.protocol.commands import MessageReport
from chat.protocol.events import ReportEvent
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply

MOST = 20  # open reports of a member


def report(actor: int, command: MessageReport) -> Outcome[Reply]:
    """Complain of somebody else's message: once each, who says it again adds nothing."""
    room, _ = room_of(actor, command.room)
    message = message_of(room, command.seq)
    if message.author_id == actor:
        raise Refusal("own_message")
    if message.deleted:
        raise Refusal("deleted")
    mine = Report.objects.filter(by=actor)
    if mine.filter(room=room, seq=message.seq).exists():
        return Outcome(Reply())
    if mine.filter(closed=None).count() >= MOST:
        raise Refusal("too_many_reports", limit=MOST)
    reason = one_line(command.reason)
    Report.objects.create(
        room=room,
        seq=message.seq,
        body=message.body,
        author_id=message.author_id,
        by_id=actor,
        reason=reason,
    )
    return Outcome(Reply(), alarm(message, actor, reason))


def alarm(message: Message, by: int, reason: str) -> list[Event]:
    """A word to all sockets of those who lead the room, unless it is about them or from them."""
    leaders = Member.objects.filter(room=message.room).exclude(role=Member.Role.MEMBER)
    others = leaders.exclude(user__in=[by, message.author_id or by])
    frame = ReportEvent(message.room_id, message.seq, reason)
    return [events.to_user(user, frame) for user in others.values_list("user", flat=True)]


def close(actor: int, room: Room, seq: int, outcome: Report.Outcome) -> None:
    """All open reports of a message are dealt with."""
    waiting = Report.objects.filter(room=room, seq=seq, closed=None)
    closed = waiting.update(outcome=outcome, closed=timezone.now(), closed_by=actor)
    if closed:
        named = {"outcome": outcome.value, "reports": closed}
        record(actor, "report.close", room, place(room.pk, seq), **named)
