"""The ways into a room or to the site, as somebody sees them before they go in."""

from dataclasses import dataclass

from chat.models import wire
from chat.models.access import Invite
from chat.models.room import Member, Room
from chat.protocol import things
from chat.protocol.commands import RoomJoin
from chat.protocol.frames import Refusal


@dataclass(frozen=True, slots=True)
class Invitation:
    """A room that somebody may come into; None: the site alone."""

    room: things.Room | None
    members: int
    by: str | None  # the name of who invited, if anybody did
    joined: bool  # whether they are in already


def invitation(user: int | None, command: RoomJoin) -> Invitation:
    """Where a command to join would lead, `user` or somebody new; raises Refusal. Nothing is used
    up.
    """
    if command.invite is not None:
        return by_link(user, command.invite)
    row = Room.objects.joinable_by(user or 0).filter(pk=command.room or 0).first()
    if row is None:
        raise Refusal("not_found")
    return seen(user, row, None)


def by_link(user: int | None, code: str) -> Invitation:
    """Where the link with this code leads; raises Refusal for one that lets nobody in."""
    invite = Invite.objects.by_code(code)
    if invite is None:
        raise Refusal("invite_void")
    found = seen(user, invite.room, invite.made_by.name if invite.made_by else None)
    if not found.joined and not Invite.objects.usable().filter(pk=invite.pk).exists():
        raise Refusal("invite_void")
    return found


def seen(user: int | None, room: Room | None, by: str | None) -> Invitation:
    """What is shown of the way into this room, or only to the site: who is known is there."""
    if room is None:
        return Invitation(None, 0, by, user is not None)
    members = Member.objects.filter(room=room)
    joined = user is not None and members.filter(user=user).exists()
    return Invitation(wire.room(room), members.count(), by, joined)
