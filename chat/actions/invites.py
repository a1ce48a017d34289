"""Bringing people into a room: at once, or by a link that they follow."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from chat.actions.allowance import MOST, allow_another
from chat.actions.audit import record
from chat.actions.log import locked, room_of
from chat.actions.members import let_in, people, refuse_banned, refuse_guest
from chat.actions.outcome import Outcome
from chat.events import Event
from chat.models import Ban, Invite, Member, Room, User, mine, wire
from chat.models.access import InviteQuerySet, digest
from chat.protocol.commands import InviteList, InviteRevoke, RoomInvite
from chat.protocol.frames import Refusal
from chat.protocol.replies import Invited, Invites, Joined, Reply

DAYS = 7  # that a link is good for, where nothing else was wished


def invite(actor: int, command: RoomInvite) -> Outcome[Invited]:
    """Bring people in, or make a link. In a private room owner and moderators may, else anybody."""
    room, member = room_of(actor, command.room)
    refuse_guest(member.user)
    if room.kind == Room.Kind.DIRECT:
        raise Refusal("direct_room")
    if room.kind == Room.Kind.PRIVATE and not member.leads:
        raise Refusal("forbidden")
    if command.users:
        return bring(room, member, set(command.users))
    allow_another(Invite.objects.usable().filter(made_by=actor))
    code, _ = new(member.user, room, command.days, command.uses)
    return Outcome(Invited(invite=code))


def bring(room: Room, by: Member, ids: Collection[int]) -> Outcome[Invited]:
    """Make people members at once; where owner or moderator do it, a ban of theirs ends."""
    users = people(ids)
    bans = Ban.objects.filter(room=room, user__in=users).select_related("user")
    if not by.leads and bans.in_force().exists():
        raise Refusal("forbidden")
    for ban in bans:
        record(by.user_id, "member.unban", room, ban.user.username, user=ban.user_id)
    bans.delete()
    told = let_in(room, users)
    members = Member.objects.filter(room=room, user__in=users).select_related("user").order_by("pk")
    return Outcome(Invited(members=wire.members(members)), told)


def redeem(actor: int, code: str) -> Outcome[Joined]:
    """Come in by a link: each of its uses counts, but not of those who are in already."""
    found = Invite.objects.by_code(code)
    into = found and found.room_id
    room = locked({into}).get(into) if into else None
    if found is None or room is None:  # one that leads only to the site leads nobody further
        raise Refusal("invite_void")
    told = []
    if not Member.objects.filter(room=room, user=actor).exists():
        told = use(found, room, people({actor}))
    return Outcome(Joined(room=mine.rooms_of(actor, [room.pk])[0]), told)


def admit(user: User, code: str) -> list[Event]:
    """Let in by a link who is new here, to its room or only to the site; what is to be told."""
    found = Invite.objects.by_code(code)
    if found is None:
        raise Refusal("invite_void")
    room = locked({found.room_id})[found.room_id] if found.room_id else None
    return use(found, room, [user])


def use(invite: Invite, room: Room | None, users: list[User]) -> list[Event]:
    """Count a use of a link and let somebody into its room, which is locked; raises Refusal."""
    for user in users:
        if room:
            refuse_banned(user.pk, room)
    if not Invite.objects.usable().filter(pk=invite.pk).update(uses=F("uses") + 1):
        raise Refusal("invite_void")
    return let_in(room, users) if room else []


def make_site_invite(actor: int, days: int | None, uses: int | None) -> Outcome[Invited]:
    """A link by which people may make an account, and come into no room in particular.

    Whoever calls knows that the actor runs the site.
    """
    return made(actor, None, days, uses)


def make_room_invite(actor: int, room: int, days: int | None, uses: int | None) -> Outcome[Invited]:
    """A link into a room of whoever runs the site, who need not be in it; raises Refusal."""
    place = locked({room}).get(room)
    if place is None:
        raise Refusal("not_found")
    if place.kind == Room.Kind.DIRECT:
        raise Refusal("direct_room")
    return made(actor, place, days, uses)


def made(actor: int, room: Room | None, days: int | None, uses: int | None) -> Outcome[Invited]:
    """A link by whoever runs the site, written down."""
    (maker,) = people({actor})
    code, row = new(maker, room, days, uses)
    record(actor, "invite.make", room, row, uses=uses, expires=str(row.expires))
    return Outcome(Invited(invite=code))


def new(maker: User, room: Room | None, days: int | None, uses: int | None) -> tuple[str, Invite]:
    """A link's code, which is stored nowhere, and what is stored of it."""
    code = secrets.token_urlsafe(16)
    row = Invite.objects.create(
        room=room,
        digest=digest(code),
        made_by=maker,
        expires=timezone.now() + timedelta(days=days or DAYS),
        most_uses=uses,
    )
    return code, row


def listed(user: int, command: InviteList) -> Invites:
    """The links into a room that let people in: all to who leads it, else those one has made."""
    rows = seen_by(user, command.room).usable().select_related("made_by").order_by("-pk")
    return Invites(invites=[wire.invite(row) for row in rows[:MOST]])


def revoke(actor: int, command: InviteRevoke) -> Outcome[Reply]:
    """Let a link lead nowhere from now on; harmless for one that is gone."""
    room, _ = room_of(actor, command.room)
    row = seen_by(actor, command.room).filter(pk=command.invite).first()
    if row:
        if row.made_by_id != actor:
            record(actor, "invite.revoke", room, row, uses=row.uses)
        row.delete()
    return Outcome(Reply())


def seen_by(user: int, room: int) -> InviteQuerySet:
    """The links into a room that somebody may know of; raises Refusal for who is not in it."""
    member = Member.objects.filter(room=room, user=user).first()
    if member is None:
        raise Refusal("not_found")
    links = Invite.objects.filter(room=room)
    return links if member.leads else links.filter(made_by=user)
