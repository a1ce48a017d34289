"""Bringing people into a room: at once, or by a link that they follow."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from chat.actions.allowance import allow_another
from chat.actions.audit import record
from chat.actions.log import locked, room_of
from chat.actions.members import let_in, people, refuse_banned
from chat.actions.outcome import Outcome
from chat.models import Ban, Invite, Member, Room, mine, wire
from chat.models.access import digest
from chat.protocol.commands import RoomInvite
from chat.protocol.frames import Refusal
from chat.protocol.replies import Invited, Joined

DAYS = 7  # that a link is good for, where nothing else was wished


def invite(actor: int, command: RoomInvite) -> Outcome[Invited]:
    """Bring people in, or make a link. In a private room owner and moderators may, else anybody."""
    room, member = room_of(actor, command.room)
    if room.kind == Room.Kind.DIRECT:
        raise Refusal("direct_room")
    if room.kind == Room.Kind.PRIVATE and not member.leads:
        raise Refusal("forbidden")
    if command.users:
        return bring(room, member, set(command.users))
    allow_another(Invite.objects.usable().filter(made_by=actor))
    code = secrets.token_urlsafe(16)
    Invite.objects.create(
        room=room,
        digest=digest(code),
        made_by=member.user,
        expires=timezone.now() + timedelta(days=command.days or DAYS),
        most_uses=command.uses,
    )
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
    found = Invite.objects.filter(digest=digest(code)).first()
    into = found and found.room_id
    room = locked({into}).get(into) if into else None
    if found is None or room is None:
        raise Refusal("invite_void")
    told = []
    if not Member.objects.filter(room=room, user=actor).exists():
        refuse_banned(actor, room)
        if not Invite.objects.usable().filter(pk=found.pk).update(uses=F("uses") + 1):
            raise Refusal("invite_void")
        told = let_in(room, people({actor}))
    return Outcome(Joined(room=mine.rooms_of(actor, [room.pk])[0]), told)
