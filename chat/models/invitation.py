"""The ways into a room, as somebody sees them before they go in."""

from dataclasses import dataclass

from chat.models import wire
from chat.models.access import Invite, digest
from chat.models.room import Member, Room
from chat.protocol import things
from chat.protocol.commands import RoomJoin
from chat.protocol.frames import Refusal


@dataclass(frozen=True, slots=True)
class Invitation:
    """A room that somebody may come into."""

    room: things.Room
    members: int
    by: str | None  # the name of who invited, if anybody did
    joined: bool  # whether they are in already


def invitation(user: int, command: RoomJoin) -> Invitation:
    """Where a command to join would lead; raises Refusal. Nothing is used up."""
    invite = None
    if command.invite is None:
        row = Room.objects.joinable_by(user).filter(pk=command.room or 0).first()
    else:
        invites = Invite.objects.select_related("room", "made_by")
        invite = invites.filter(digest=digest(command.invite)).first()
        row = invite.room if invite else None
    if row is None:
        raise Refusal("not_found" if command.invite is None else "invite_void")
    members = Member.objects.filter(room=row)
    joined = members.filter(user=user).exists()
    if invite and not joined and not Invite.objects.usable().filter(pk=invite.pk).exists():
        raise Refusal("invite_void")
    by = invite.made_by.name if invite and invite.made_by else None
    return Invitation(wire.room(row), members.count(), by, joined)
