"""Bans by whoever runs the site, of a room or of everything."""

from datetime import datetime

from chat.actions.audit import record
from chat.actions.log import locked
from chat.actions.moderation import find, put_out
from chat.actions.outcome import Outcome
from chat.models import Ban, User
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply


def ban(
    actor: int, user: int, room: int | None, reason: str, ends: datetime | None
) -> Outcome[Reply]:
    """Keep somebody out, in place of an earlier ban of theirs there; without a room, of the site.

    Of a room they are put out; their sockets close with a ban of the site (`chat.signals`).
    """
    target = User.objects.filter(pk=user).first()
    place = locked({room}).get(room) if room else None
    if target is None or (room and (place is None or place.kind == place.Kind.DIRECT)):
        raise Refusal("not_found")
    Ban.objects.filter(user=target, room=place).delete()
    Ban.objects.create(user=target, room=place, reason=reason, by_id=actor, ends=ends)
    named = {"user": user, "reason": reason, "ends": ends and ends.isoformat()}
    record(actor, "member.ban" if place else "user.ban", place, target.username, **named)
    return Outcome(Reply(), put_out(place, target, find(place, user)) if place else [])
