"""Questions about the logs of rooms, answered as they travel; each a fixed number of queries."""

from collections.abc import Collection
from dataclasses import dataclass

from chat.models import wire
from chat.models.message import Message, MessageQuerySet
from chat.models.room import Member, Room
from chat.protocol import things
from chat.protocol.commands import MessageReplies, RoomHistory, RoomPins
from chat.protocol.frames import Refusal
from chat.protocol.replies import Messages, Opened

PAGE = 50  # messages that a room opens with
CHANGES = 200  # messages in one answer to "since"
MEMBERS = 500  # people whom a room tells when it is opened
REPLIES = 100  # in one answer
ONE = "give one of before and after"


@dataclass(slots=True)
class Head:
    """How far a room is."""

    seq: int
    epoch: str
    version: int


def heads(rooms: Collection[int]) -> dict[int, Head]:
    """How far each of these rooms is."""
    rows = Room.objects.filter(pk__in=rooms).values_list("pk", "seq", "epoch", "version")
    return {room: Head(seq, epoch, version) for room, seq, epoch, version in rows}


def changes(room: int, rev: int, most: int = CHANGES) -> list[things.Message]:
    """The messages that changed after a position, by `rev`, at most so many."""
    rows = Message.objects.whole().filter(room=room).changed_after(rev)[:most]
    return [wire.whole(row) for row in rows]


def opened(user: int, room: int, since: int | None, epoch: str | None) -> Opened:
    """A room as somebody opens it; raises Refusal for a room that is not theirs.

    Messages and position are read by one statement, so that they are of the same moment: what has a
    greater `rev` than `seq` is not in it, and nothing else is missing.
    """
    row = Room.objects.open_to(user).filter(pk=room).first()
    if row is None:
        raise Refusal("not_found")
    log = Message.objects.whole().select_related("room").filter(room=room, seq__gt=row.floor)
    reset = since is None or since > row.seq or epoch not in (None, row.epoch)
    page, most = (log.order_by("-seq"), PAGE) if reset else (log.changed_after(since or 0), CHANGES)
    found = list(page[: most + 1])
    if found and found[0].room.epoch != row.epoch:  # another history, since the look before
        return opened(user, room, since, epoch)
    more = not reset and len(found) > most
    found = found[:most]
    row = found[0].room if found else row
    messages = [wire.whole(message) for message in (reversed(found) if reset else found)]
    rows = Member.objects.filter(room=room).select_related("user").order_by("pk")[:MEMBERS]
    members = list(rows)
    return Opened(
        room=wire.room(row),
        epoch=row.epoch,
        seq=found[-1].rev if more else row.seq,
        messages=messages,
        more=more,
        reset=reset and since is not None,
        members=wire.members(members),
        reads={str(member.user_id): member.read for member in members},
    )


def history(user: int, command: RoomHistory) -> Messages:
    """Messages of somebody's room that were posted before or after a position, oldest first."""
    if (command.before is None) == (command.after is None):
        raise Refusal("bad_command", problem=ONE)
    log = log_of(user, command.room)
    if command.before is not None:
        return paged(log.before(command.before), command.limit, onward=False)
    return paged(log.after(command.after or 0), command.limit, onward=True)


def replies(user: int, command: MessageReplies) -> Messages:
    """What answers a message of somebody's room, oldest first."""
    log = log_of(user, command.room)
    if not log.filter(seq=command.seq).exists():
        raise Refusal("no_such_message")
    return paged(log.filter(reply_to=command.seq).after(command.after), REPLIES, onward=True)


def pins(user: int, command: RoomPins) -> Messages:
    """The pins of somebody's room, the latest first."""
    rows = log_of(user, command.room).filter(pinned__isnull=False, deleted=None)
    rows = rows.order_by("-pinned")
    if command.before is not None:
        rows = rows.filter(pinned__lt=command.before)
    return Messages(messages=[wire.whole(row) for row in rows])


def log_of(user: int, room: int) -> MessageQuerySet:
    """The messages of somebody's room; raises Refusal for a room that is not theirs."""
    floor = Room.objects.open_to(user).filter(pk=room).values_list("floor", flat=True).first()
    if floor is None:
        raise Refusal("not_found")
    return Message.objects.whole().filter(room=room, seq__gt=floor)


def paged(log: MessageQuerySet, limit: int, onward: bool) -> Messages:
    """The first so many of a log that is read onward or backward, oldest first."""
    rows = list(log[: limit + 1])
    found = rows[:limit] if onward else rows[:limit][::-1]
    return Messages(messages=[wire.whole(row) for row in found], more=len(rows) > limit)
