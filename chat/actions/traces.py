"""What somebody has left in rooms and files, taken out a portion at a time.

Each function takes the next portion out and gives what is to be told; None where nothing is left.
"""

from collections.abc import Callable

from chat import text
from chat.actions.log import change_all, locked, rooms_of
from chat.actions.members import let_go
from chat.actions.purging import drop_files, empty
from chat.events import Event
from chat.models import Attachment, Audit, Edit, Erasure, Member, Mention, Message, Reaction, Room

PORTION = 50  # rows in one commit, each of which is told to its room
FEW = 20  # rooms that are left in one


def said(erasure: Erasure) -> list[Event] | None:
    """What they said: purged, or nobody's from now on, without earlier texts and files."""
    mine = Message.objects.filter(author=erasure.user_id).order_by("pk")
    ids = list(mine.values_list("pk", flat=True)[:PORTION])
    if not ids:
        return None
    rows, rooms = Message.objects.filter(pk__in=ids), rooms_of(ids)
    rows.update(author=None)
    Edit.objects.filter(message__in=ids).delete()
    drop_files(list(Attachment.objects.filter(message__in=ids).values_list("pk", flat=True)))
    blank = [row.pk for row in rows.only("body") if text.is_blank(row.body)]
    empty(ids if erasure.messages else blank)
    return change_all(rooms, ids)


def reactions(erasure: Erasure) -> list[Event] | None:
    """The emoji that they gave."""
    rows = list(Reaction.objects.filter(user=erasure.user_id).order_by("pk")[:PORTION])
    if not rows:
        return None
    ids = {row.message_id for row in rows}
    rooms = rooms_of(ids)
    Reaction.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return change_all(rooms, ids)


def mentions(erasure: Erasure) -> list[Event] | None:
    """Where others name them: what was written stays, and means nobody."""
    rows = list(Mention.objects.filter(user=erasure.user_id).order_by("pk")[:PORTION])
    if not rows:
        return None
    ids = {row.message_id for row in rows}
    rooms = rooms_of(ids)
    Mention.objects.filter(pk__in=[row.pk for row in rows]).delete()
    messages = list(Message.objects.filter(pk__in=ids).prefetch_related("mention_set__user"))
    for message in messages:
        named = {each.user.handle: each.user_id for each in message.mention_set.all()}
        message.html = text.render(message.body, named)
    Message.objects.bulk_update(messages, ["html"])
    return change_all(rooms, ids)


def memberships(erasure: Erasure) -> list[Event] | None:
    """The rooms that they are in; a direct one in which nobody is left forgets everything."""
    rows = list(Member.objects.filter(user=erasure.user_id).order_by("room")[:FEW])
    if not rows:
        return None
    rooms, told = locked([row.room_id for row in rows]), []
    for member in rows:
        member.room = rooms[member.room_id]
        told += let_go(member)
        if member.room.kind == Room.Kind.DIRECT and not member.room.member_set.exists():
            member.room.floor = member.room.seq
            member.room.save(update_fields=["floor"])
    return told


def files(erasure: Erasure) -> list[Event] | None:
    """The files that are in no message."""
    mine = Attachment.objects.filter(owner=erasure.user_id)
    ids = list(mine.values_list("pk", flat=True)[:PORTION])
    drop_files(ids)
    return [] if ids else None


def powers(erasure: Erasure) -> list[Event] | None:
    """What they did with a power over others: their id stands there, and no name."""
    rows = list(Audit.objects.filter(actor=erasure.user_id).order_by("pk")[:PORTION])
    for row in rows:
        row.details["actor"], row.actor = erasure.user_id, None
    Audit.objects.bulk_update(rows, ["actor", "details"])
    return [] if rows else None


TRACES: tuple[Callable[[Erasure], list[Event] | None], ...] = (
    *(said, reactions, mentions, memberships, files, powers),
)
