"""Messages that lose for good what they said: no earlier text, file or report of it remains.

Their places in the log stay, as those of deleted messages do: clients hear of a change like any
other, and forget what they had.
"""

from collections.abc import Collection
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chat.actions.log import change_all, rooms_of
from chat.attachments import storage
from chat.events import Event
from chat.models import Attachment, Edit, Mention, Message, Reaction, Report


def purge(messages: Collection[int]) -> list[Event]:
    """Purge the messages with these ids; what is to be told of it.

    Locks their rooms: call it at the beginning of a transaction, with some hundred messages. What
    was deleted before loses its earlier texts, and nobody hears of it.
    """
    rows = Message.objects.filter(pk__in=messages)
    rooms = rooms_of(messages)
    fresh = list(rows.filter(deleted=None).values_list("pk", flat=True))
    empty(messages)
    return change_all(rooms, fresh)


def empty(messages: Collection[int]) -> None:
    """Leave nothing of these messages, whose rooms are locked, but their places in the log."""
    rows = Message.objects.filter(pk__in=messages)
    strip(list(rows.only("room", "seq")))
    nothing = {"body": "", "html": "", "words": "", "edited": None, "pinned": None}
    rows.filter(deleted=None).update(**nothing, deleted=timezone.now())


def strip(messages: Collection[Message]) -> None:
    """Delete all that hangs on these messages; their files go once that is committed."""
    for model in (Edit, Reaction, Mention):
        model._default_manager.filter(message__in=messages).delete()
    files = Attachment.objects.filter(message__in=messages).values_list("pk", flat=True)
    drop_files(list(files))
    places: dict[int, list[int]] = {}
    for message in messages:
        places.setdefault(message.room_id, []).append(message.seq)
    for room, seqs in places.items():
        Report.objects.filter(room=room, seq__in=seqs).update(body="")


def drop_files(ids: Collection[UUID]) -> None:
    """Delete these attachments; their files go once that is committed."""
    rows = Attachment.objects.filter(pk__in=ids)
    names = [name for pair in rows.values_list("file", "thumbnail") for name in pair]
    rows.delete()
    transaction.on_commit(partial(storage.remove, *names), robust=True)
