"""What whoever runs the site tells everybody, and takes back."""

from chat import events
from chat.actions.audit import record
from chat.actions.outcome import Outcome
from chat.models import Announcement, wire
from chat.protocol.events import NoticeEvent
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply


def announce(actor: int, row: Announcement) -> Outcome[Reply]:
    """Tell everybody, or tell it otherwise: open pages show it at once, others while it stands."""
    action = "announcement.change" if row.pk else "announcement.make"
    row.by_id = row.by_id or actor
    row.save()
    record(actor, action, None, row.text, announcement=row.pk)
    return Outcome(Reply(), [events.to_everybody(NoticeEvent(row.pk, wire.notice(row)))])


def take_back(actor: int, announcement: int) -> Outcome[Reply]:
    """Let nobody see it any more."""
    row = Announcement.objects.filter(pk=announcement).first()
    if row is None:
        raise Refusal("not_found")
    record(actor, "announcement.delete", None, row.text, announcement=row.pk)
    told = NoticeEvent(row.pk, gone=True)
    row.delete()
    return Outcome(Reply(), [events.to_everybody(told)])
