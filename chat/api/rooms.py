"""Rooms and their members, as they are to whoever asks."""

from http import HTTPStatus

import msgspec
from dmr import Path, modify

from chat.api.base import Api
from chat.api.rows import Row
from chat.models import members, mine
from chat.pool import reads
from chat.protocol import commands, replies
from chat.protocol.frames import Refusal
from chat.protocol.things import Member as MemberThing
from chat.protocol.things import MyRoom, User


class MyRooms(msgspec.Struct):
    """The rooms of whoever asks, by title."""

    rooms: list[MyRoom]


class Members(msgspec.Struct):
    """Who is in a room."""

    members: list[MemberThing]


class RoomPath(msgspec.Struct):
    """Which room."""

    room: commands.Id


class Me(Api):
    """Whoever asks."""

    @modify(operation_id="me")
    async def get(self) -> User:
        """Who you are."""
        return self.user

    patch = Row(commands.ProfileSet, replies.Profile)


class Rooms(Api):
    """The rooms of whoever asks."""

    @modify(operation_id="room.mine")
    async def get(self) -> MyRooms:
        """Your rooms, and how far you have read in each."""
        return MyRooms(await reads.ask(mine.rooms_of, self.user.id))

    post = Row(commands.RoomCreate, replies.Joined, status=HTTPStatus.CREATED)


class Room(Api):
    """A room of whoever asks."""

    @modify(operation_id="room.get")
    async def get(self, parsed_path: Path[RoomPath]) -> MyRoom:
        """One of your rooms."""
        rooms = await reads.ask(mine.rooms_of, self.user.id, [parsed_path.room])
        if not rooms:
            raise Refusal("not_found")
        return rooms[0]

    patch = Row(commands.RoomUpdate, replies.Changed, "room")


class PublicRooms(Api):
    """The rooms that anybody may join."""

    get = Row(commands.RoomList, replies.Rooms)


class Join(Api):
    """A room that is known by its slug, or by an invite."""

    post = Row(commands.RoomJoin, replies.Joined)


class JoinPublic(Api):
    """A public room."""

    @modify(status_code=HTTPStatus.OK, operation_id="room.join.public")
    async def post(self, parsed_path: Path[RoomPath]) -> replies.Joined:
        """Become a member of a public room."""
        return await self.obey(commands.RoomJoin(ref="", room=parsed_path.room))


class Leave(Api):
    """A room that is left."""

    post = Row(commands.RoomLeave, replies.Reply, "room")


class Invites(Api):
    """The way into a room for others."""

    get = Row(commands.InviteList, replies.Invites, "room")
    post = Row(commands.RoomInvite, replies.Invited, "room", status=HTTPStatus.CREATED)


class Invite(Api):
    """A link into a room."""

    delete = Row(commands.InviteRevoke, replies.Reply, "room", "invite")


class RoomMembers(Api):
    """The members of a room."""

    @modify(operation_id="member.list")
    async def get(self, parsed_path: Path[RoomPath]) -> Members:
        """Who is in the room, and who leads it."""
        return Members(await reads.ask(members.members_of, self.user.id, parsed_path.room))


class Member(Api):
    """Somebody in a room."""

    patch = Row(commands.MemberSet, replies.Changed, "room", "user")


class Muted(Api):
    """Somebody who reads in a room, and says nothing."""

    put = Row(commands.MemberMute, replies.Changed, "room", "user")
    delete = Row(commands.MemberUnmute, replies.Changed, "room", "user")
