"""Mutes: somebody reads and says nothing, in a room or on the whole site."""

from datetime import datetime, timedelta

from django.utils import timezone

from chat import events
from chat.actions.audit import record
from chat.actions.log import room_of
from chat.actions.members import bump, came, shown_again
from chat.actions.moderation import find, refuse_direct, require_rank
from chat.actions.outcome import Outcome
from chat.events import Event
from chat.lines import one_line
from chat.models import Member, Mute, Room, User, mine, wire
from chat.protocol.commands import MemberMute, MemberUnmute
from chat.protocol.events import RoomEvent
from chat.protocol.frames import Refusal
from chat.protocol.replies import Changed


def mute(actor: int, command: MemberMute) -> Outcome[Changed]:
    """Let a member of a lower rank read and say nothing; one mute takes the place of another."""
    member = led_member(actor, command)
    length = command.seconds and timedelta(seconds=command.seconds)
    ends = timezone.now() + length if length else None
    told = impose(actor, member.user, member.room, one_line(command.reason), ends)
    return Outcome(Changed(member=wire.member(member)), told)


def unmute(actor: int, command: MemberUnmute) -> Outcome[Changed]:
    """Let a member of a lower rank say something again."""
    member = led_member(actor, command)
    told = lift(actor, member.user, member.room)
    return Outcome(Changed(member=wire.member(member)), told)


def led_member(actor: int, command: MemberMute | MemberUnmute) -> Member:
    """The member whom a command means, in the locked room; raises Refusal."""
    room, me = room_of(actor, command.room)
    refuse_direct(room)
    member = find(room, command.user)
    require_rank(me, member)
    if member is None:
        raise Refusal("not_found")
    return member


def impose(
    actor: int, user: User, room: Room | None, reason: str, ends: datetime | None
) -> list[Event]:
    """Mute somebody in a locked room, or everywhere; what is to be told of it."""
    Mute.objects.filter(user=user, room=room).delete()
    Mute.objects.create(user=user, room=room, by_id=actor, reason=reason, ends=ends)
    named = {"user": user.pk, "reason": reason, "ends": ends and ends.isoformat()}
    record(actor, "member.mute" if room else "user.mute", room, user.username, **named)
    return heard(user.pk, room)


def lift(actor: int, user: User, room: Room | None) -> list[Event]:
    """End somebody's mute in a locked room, or everywhere; what is to be told of it."""
    ended, _ = Mute.objects.in_force().filter(user=user, room=room).delete()
    if not ended:
        return []
    record(actor, "member.unmute" if room else "user.unmute", room, user.username, user=user.pk)
    return heard(user.pk, room)


def heard(user: int, room: Room | None) -> list[Event]:
    """Somebody is muted or no more: their sockets hear it, and of a room's mute its members."""
    if room is None:
        return [
            events.to_user(user, RoomEvent(id=each.room.id, mine=each))
            for each in mine.rooms_of(user)
        ]
    member = find(room, user)
    if member is None:
        return []
    bump(room)
    return [came(member), shown_again(user, room.pk)]
