"""Two accounts of one person become one: what was the source's is the target's from then on.

First `begin`: the source can do nothing any more, and its memberships go over. Then `carry`, a
portion at a time, until nothing is left. Of few messages each is a change that everybody hears of.
Of many, clients would have to be told of each; there the rooms `begin_anew`: another epoch has
clients forget what they had, and load no more than they show. What breaks off is done again from
the start, and finds only what is left.
"""

from collections.abc import Collection, Sequence

from django.db.models import Model

from chat import events
from chat.actions.accounts import end_sessions, revoke_tokens
from chat.actions.audit import record
from chat.actions.handing import KINDS, aside
from chat.actions.log import change_all, locked, rooms_of
from chat.actions.members import bump, came, let_go, shown_again
from chat.actions.moderation import RANKS
from chat.actions.outcome import Outcome
from chat.actions.seniority import above
from chat.events import Event
from chat.models import Announcement, Ban, Invite, Member, Mute, Room, Token, User, Webhook, wire
from chat.models.room import new_epoch
from chat.protocol.events import RoomEvent
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply

FEW = 1000  # messages up to which each is told
PORTION = 500  # in one transaction: rooms are locked for so long
THEIRS: Sequence[tuple[type[Model], str]] = (
    *((Ban, "user"), (Mute, "user"), (Invite, "made_by"), (Announcement, "by")),
    *((Webhook, "made_by"), (Webhook, "bot"), (Room, "created_by")),
)


class Carried(Reply):
    """How far a merge has come."""

    rooms: list[int] = []  # in which something was the source's
    more: bool = False
    few: bool = True


def begin(actor: int, source: int, target: int) -> Outcome[Carried]:
    """Let the source do nothing any more, and the target be in its rooms; raises Refusal."""
    into, gone = above(actor, target, oneself=True), above(actor, source)
    if source == target:
        raise Refusal("yourself")
    if not into.is_active or gone.merged_into_id not in (None, target):
        raise Refusal("merged")
    gone.is_active, gone.merged_into = False, into
    gone.save(update_fields=["is_active", "merged_into"])
    end_sessions(gone)
    revoke_tokens(actor, list(Token.objects.filter(user=gone).values_list("pk", flat=True)))
    for model, field in THEIRS:
        model._default_manager.filter(**{field: gone}).update(**{field: into})
    record(actor, "user.merge", None, gone.username, user=source, into=target)
    return Outcome(Carried(few=is_few(source)), move(gone, into))


def is_few(source: int) -> bool:
    """Whether so little is somebody's that everybody can be told of each."""
    return sum(len(kind.of(source).values_list("pk")[: FEW + 1]) for kind in KINDS) <= FEW


def move(source: User, target: User) -> list[Event]:
    """Let the target be a member where the source was, with the higher role and the later mark."""
    rooms = locked(Member.objects.filter(user=source).values_list("room", flat=True))
    told: list[Event] = []
    for member in Member.objects.filter(user=source, room__in=list(rooms)).order_by("room"):
        member.room = room = rooms[member.room_id]
        now, _ = Member.objects.get_or_create(
            room=room, user=target, defaults={"role": member.role, "level": member.level}
        )
        now.room, now.role = (
            room,
            max(now.role, member.role, key=rank),
        )
        now.read = max(now.read, member.read)
        now.save(update_fields=["role", "read"])
        told += let_go(member)
        rename(room)
        bump(room)
        told += [came(now), shown_again(target.pk, room.pk)]
    return told


def rank(role: str) -> int:
    """How much a role may."""
    return RANKS[Member.Role(role)]


def rename(room: Room) -> None:
    """Let a direct room be known by who is in it now, unless there is one of them already."""
    if room.kind != Room.Kind.DIRECT:
        return
    members = Member.objects.filter(room=room).order_by("user").values_list("user", flat=True)
    name = ":".join(map(str, members))
    room.people = None if Room.objects.filter(people=name).exclude(pk=room.pk).exists() else name
    room.save(update_fields=["people"])


def carry(source: int, target: int, few: bool) -> Outcome[Carried]:
    """Hand over the next portion of what is still the source's."""
    for kind in KINDS:
        if ids := kind.messages(source, PORTION):
            rooms = rooms_of(ids)
            kind.hand(source, target, ids)
            told = change_all(rooms, ids) if few else []
            return Outcome(Carried(rooms=list(rooms), more=True, few=few), told)
    return Outcome(Carried(more=aside(source, target, PORTION), few=few))


def begin_anew(target: int, rooms: Collection[int]) -> Outcome[Reply]:
    """Let clients forget what they had of these rooms, and of all that the target is in: where a
    merge broke off, nobody knows how far it had come.
    """
    theirs = Member.objects.filter(user=target).values_list("room", flat=True)
    told = []
    for room in locked({*rooms, *theirs}).values():
        room.epoch = new_epoch()
        room.save(update_fields=["epoch"])
        bump(room)
        told.append(events.to_room(room.pk, RoomEvent(id=room.pk, room=wire.room(room))))
    return Outcome(Reply(), told)
