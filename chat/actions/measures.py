"""Bans and mutes by whoever runs the site, of a room or of everything, and their end."""

from datetime import datetime

from chat.actions import muting
from chat.actions.audit import record
from chat.actions.log import locked
from chat.actions.moderation import find, put_out
from chat.actions.outcome import Outcome
from chat.actions.seniority import above
from chat.models import Ban, Mute, Room, User
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply


def ban(
    actor: int, user: int, room: int | None, reason: str, ends: datetime | None
) -> Outcome[Reply]:
    """Keep somebody out, in place of an earlier ban of theirs there; without a room, of the site.

    Of a room they are put out; their sockets close with a ban of the site (`chat.signals`).
    """
    target, place = meant(actor, user, room)
    Ban.objects.filter(user=target, room=place).delete()
    Ban.objects.create(user=target, room=place, reason=reason, by_id=actor, ends=ends)
    named = {"user": user, "reason": reason, "ends": ends and ends.isoformat()}
    record(actor, "member.ban" if place else "user.ban", place, target.username, **named)
    return Outcome(Reply(), put_out(place, target, find(place, user)) if place else [])


def unban(actor: int, ban: int) -> Outcome[Reply]:
    """End a ban; who was put out does not come back by it."""
    row = Ban.objects.select_related("user", "room").filter(pk=ban).first()
    if row is None:
        raise Refusal("not_found")
    named = {"user": row.user_id, "reason": row.reason}
    action = "member.unban" if row.room else "user.unban"
    record(actor, action, row.room, row.user.username, **named)
    row.delete()
    return Outcome(Reply())


def mute(
    actor: int, user: int, room: int | None, reason: str, ends: datetime | None
) -> Outcome[Reply]:
    """Let somebody say nothing, in place of an earlier mute of theirs there; without a room,
    anywhere. Their open pages and programs hear it at once.
    """
    target, place = meant(actor, user, room)
    return Outcome(Reply(), muting.impose(actor, target, place, reason, ends))


def unmute(actor: int, mute: int) -> Outcome[Reply]:
    """End a mute; of one that has ended by itself nobody hears."""
    row = Mute.objects.select_related("user").filter(pk=mute).first()
    if row is None:
        raise Refusal("not_found")
    place = locked({row.room_id})[row.room_id] if row.room_id else None
    told = muting.lift(actor, row.user, place)
    Mute.objects.filter(pk=mute).delete()
    return Outcome(Reply(), told)


def meant(actor: int, user: int, room: int | None) -> tuple[User, Room | None]:
    """Against whom and where something is decided, locked; raises Refusal."""
    target = above(actor, user)
    place = locked({room}).get(room) if room else None
    if room and (place is None or place.kind == Room.Kind.DIRECT):
        raise Refusal("not_found")
    return target, place
