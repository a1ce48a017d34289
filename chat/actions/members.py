"""Coming into a room and going out of it. The room is locked by whoever calls."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from chat import events
from chat.actions.log import locked, room_of
from chat.actions.outcome import Outcome
from chat.events import Event
from chat.models import Ban, Member, Mute, Room, User, mine, mutes, wire
from chat.models.mutes import mute_among, mutes_of
from chat.protocol.commands import RoomLeave
from chat.protocol.events import MemberEvent, RoomEvent
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply
from chat.protocol.things import MyRoom


def people(ids: Collection[int]) -> list[User]:
    """Everybody of these who can sign in; raises Refusal where one of them cannot."""
    users = list(User.objects.filter(pk__in=ids, is_active=True).order_by("pk"))
    if len(users) < len(ids):
        raise Refusal("not_found")
    return users


def let_in(room: Room, users: Iterable[User], role: str = Member.Role.MEMBER) -> list[Event]:
    """Make members of those who are none yet; what is to be told of it."""
    people = list(users)
    there = set(Member.objects.filter(room=room, user__in=people).values_list("user", flat=True))
    # What was said before is not unread; and to leave a slow room and come back saves no wait.
    past: dict[str, Any] = {"read": room.seq}
    if room.slow_seconds:
        past["posted"] = timezone.now()
    fresh = [
        Member(room=room, user=user, role=role, **past) for user in people if user.pk not in there
    ]
    if not fresh:
        return []
    Member.objects.bulk_create(fresh)
    bump(room)
    company = people if room.kind == Room.Kind.DIRECT else []
    quiet = mutes_of([user.pk for user in people])
    return all_came(fresh) + [shown(member, company, quiet) for member in fresh]


def came(member: Member) -> Event:
    """Somebody is a member now, or another kind of one: said to the room."""
    return all_came([member])[0]


def all_came(members: Collection[Member]) -> list[Event]:
    """The same of several, in one query."""
    return [
        events.to_room(
            row.room_id, MemberEvent(row.room_id, row.user_id, told, version=row.room.version)
        )
        for row, told in zip(members, wire.members(members), strict=True)
    ]


def shown(member: Member, company: Iterable[User], quiet: Iterable[Mute] = ()) -> Event:
    """The room as it is to somebody who has just come in, for all their sockets; `quiet`: their
    mutes.
    """
    room = MyRoom(
        wire.room(member.room),
        member.role,  # type: ignore[arg-type]  # the model's choices are the wire's
        member.level,  # type: ignore[arg-type]
        member.read,
        people=[wire.user(user) for user in company],
        muted=mutes.told(mute_among(quiet, member.user_id, member.room_id)),
    )
    return events.to_user(member.user_id, RoomEvent(id=member.room_id, mine=room))


def shown_again(user: int, room: int) -> Event:
    """The room as it is now to one of its members, for all their sockets."""
    return events.to_user(user, RoomEvent(id=room, mine=mine.rooms_of(user, [room])[0]))


def shown_anew(user: User) -> list[Event]:
    """Somebody is called or looks otherwise: each of their rooms counts it as a change of a member,
    and those who talk to them in direct rooms see these as they are called now.
    """
    rooms = locked(Member.objects.filter(user=user).values_list("room", flat=True))
    Room.objects.filter(pk__in=list(rooms)).update(version=F("version") + 1)
    members = list(Member.objects.filter(user=user, room__in=list(rooms)).order_by("room"))
    for member in members:
        member.user, member.room = user, rooms[member.room_id]
        member.room.version += 1
    direct = [room for room in rooms.values() if room.kind == Room.Kind.DIRECT]
    others = Member.objects.filter(room__in=direct).exclude(user=user).order_by("pk")
    return all_came(members) + [
        events.to_user(other, RoomEvent(id=room.room.id, mine=room))
        for other, room in mine.seen(others)
    ]


def let_go(member: Member) -> list[Event]:
    """End a membership, and find a new owner where the last one goes; what is to be told of it."""
    room, user = member.room, member.user_id
    member.delete()
    bump(room)
    left = MemberEvent(room=room.pk, user=user, gone=True, version=room.version)
    told = [events.to_room(room.pk, left), events.gone(user, room.pk)]
    return told + (succeed(room) if member.role == Member.Role.OWNER else [])


def leave_all(user: User) -> list[Event]:
    """End all memberships of somebody's; what is to be told of it."""
    told: list[Event] = []
    memberships = list(Member.objects.filter(user=user))
    rooms = locked({member.room_id for member in memberships})
    for member in memberships:
        member.room = rooms[member.room_id]
        told += let_go(member)
    return told


def succeed(room: Room) -> list[Event]:
    """Where no owner is left, the moderator or else the member of the longest standing is one."""
    members = Member.objects.filter(room=room).select_related("user")
    if members.filter(role=Member.Role.OWNER).exists():
        return []
    able = members.filter(user__is_active=True, user__is_bot=False, user__is_guest=False)
    heir = able.filter(role=Member.Role.MODERATOR).order_by("pk").first()
    heir = heir or able.order_by("pk").first()
    if heir is None:
        return []
    heir.room = room
    heir.role = Member.Role.OWNER
    heir.save(update_fields=["role"])
    return [came(heir), shown_again(heir.user_id, room.pk)]


def lead(actor: int, room: int) -> Room:
    """A room that the actor leads, locked; raises Refusal."""
    place, member = room_of(actor, room)
    if place.kind == Room.Kind.DIRECT:
        raise Refusal("direct_room")
    if not member.leads:
        raise Refusal("forbidden")
    return place


def bump(room: Room) -> None:
    """Count a change of the room or of its members."""
    room.version += 1
    room.save(update_fields=["version"])


def refuse_banned(user: int, room: Room) -> None:
    """Raise Refusal for somebody who is kept out of the room, or of the whole site."""
    ban = Ban.objects.in_force().filter(Q(room=room) | Q(room=None), user=user).first()
    if ban:
        raise Refusal("banned_here", reason=ban.reason or "–")


def refuse_guest(user: User) -> None:
    """Raise Refusal for who came in by a name alone: some things need an account of one's own."""
    if user.is_guest:
        raise Refusal("guest")


def leave(actor: int, command: RoomLeave) -> Outcome[Reply]:
    """Be a member no more; not of a direct room, nor of one that everybody is in."""
    room, member = room_of(actor, command.room)
    if room.kind == Room.Kind.DIRECT:
        raise Refusal("direct_room")
    if room.everybody:
        raise Refusal("everybody_room")
    member.room = room
    return Outcome(Reply(), let_go(member))


def settle(actor: int) -> Outcome[Reply]:
    """Make somebody a member of the rooms that are for everybody, unless a ban keeps them out."""
    users = people({actor})
    rooms = locked(set(mine.missed(actor)))
    return Outcome(Reply(), [event for room in rooms.values() for event in let_in(room, users)])
