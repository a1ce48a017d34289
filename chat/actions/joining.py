"""Joining a room by oneself."""

from django.db.models import Q

from chat.actions.invites import redeem
from chat.actions.members import let_in, people, refuse_banned
from chat.actions.outcome import Outcome
from chat.lines import one_line
from chat.models import Room, mine
from chat.protocol.commands import RoomJoin
from chat.protocol.frames import Refusal
from chat.protocol.replies import Joined

ONE = "give one of room, slug and invite"


def join(actor: int, command: RoomJoin) -> Outcome[Joined]:
    """Become a member of a public room, or of any room by an invite; harmless for who is one."""
    named = (command.room, command.slug, command.invite)
    if len([name for name in named if name is not None]) != 1:
        raise Refusal("bad_command", problem=ONE)
    if command.invite is not None:
        return redeem(actor, command.invite)
    rooms = Room.objects.select_for_update().joinable_by(actor)
    slug = command.slug
    named_so = Q(pk=command.room) if slug is None else Q(slug=one_line(slug))
    room = rooms.filter(named_so).first()
    if room is None:
        raise Refusal("not_found")
    refuse_banned(actor, room)
    told = let_in(room, people({actor}))
    return Outcome(Joined(room=mine.rooms_of(actor, [room.pk])[0]), told)
