"""Files that have come: each gets a row, by which its room can have it once it is posted."""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from chat.actions import voice
from chat.actions.outcome import Outcome
from chat.attachments.receiving import Received
from chat.models import Attachment, wire
from chat.protocol.frames import Refusal
from chat.protocol.replies import Attached

UNPOSTED = 50  # files of a person that are in no message
HOUR = timedelta(hours=1)
HOURLY = 1_000_000_000  # bytes that a person may send within an hour
RETRY_AFTER = 600.0  # seconds


def check(user: int, room: int) -> None:
    """Whether somebody may send a file to a room; raises Refusal."""
    voice.check(user, room)
    if Attachment.objects.unposted_of(user).count() >= UNPOSTED:
        raise Refusal("too_many_files", limit=UNPOSTED)
    recent = Attachment.objects.filter(owner=user, created__gt=timezone.now() - HOUR)
    if (recent.aggregate(sum=Sum("size"))["sum"] or 0) >= HOURLY:
        raise Refusal("too_fast", RETRY_AFTER)


def attach(user: int, room: int, file: Received) -> Outcome[Attached]:
    """Give a file that is on disk its row."""
    check(user, room)
    row = Attachment.objects.create(
        id=file.id,
        room_id=room,
        owner_id=user,
        name=file.name,
        type=file.type,
        size=file.size,
        width=file.width,
        height=file.height,
        file=file.file,
        thumbnail=file.thumbnail,
    )
    return Outcome(Attached(attachment=wire.attachment(row)))
