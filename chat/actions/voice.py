"""Who may write in a room: say something or say it better, give an emoji, send a file, be typing.

Who may not reads on, and takes back what is their own.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from chat.actions.draft import Draft, Known
from chat.models import Member, Mute, Room
from chat.models.mutes import mute_among, mute_in
from chat.protocol.frames import Refusal
from chat.wording import until


def check(user: int, room: int) -> None:
    """Raise Refusal for somebody who may not write in a room now."""
    member = Member.objects.filter(room=room, user=user).select_related("room").first()
    if member is None:
        raise Refusal("not_found")
    require(member.room, member)


def require(room: Room, member: Member) -> None:
    """Raise Refusal for a member who may not write in this room now."""
    if mute := mute_in(member.user_id, room.pk):
        raise muted(mute, timezone.now())
    if room.frozen and not member.leads:
        raise Refusal("frozen")


def require_to_post(draft: Draft, known: Known, now: datetime) -> None:
    """Raise Refusal for a draft whose author may not post it now."""
    author, place = known.authors[draft.room, draft.author], known.places[draft.room]
    if author.quiet and (mute := mute_among(known.mutes, draft.author, draft.room)):
        raise muted(mute, now)
    if author.leads:
        return
    if place.frozen:
        raise Refusal("frozen")
    last = known.posted.get((draft.room, draft.author))
    rest = timedelta(seconds=place.slow)
    if place.slow and last and now - last < rest:
        wait = min(rest, last + rest - now)
        raise Refusal("slow", wait.total_seconds(), seconds=place.slow)


def muted(mute: Mute, now: datetime) -> Refusal:
    """What somebody hears who is muted: by whom, why, until when."""
    wait = max(0.0, (mute.ends - now).total_seconds()) if mute.ends else None
    by = mute.by.name if mute.by else "–"
    return Refusal("muted", wait, by=by, reason=mute.reason or "–", until=until(mute.ends))
