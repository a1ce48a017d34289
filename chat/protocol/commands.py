"""What a client may say. Each has a `ref` of the client's own, which its reply repeats as `re`."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chat.protocol.things import Kind, Level, Role

MOST = 2**53 - 1  # the greatest whole number that every JSON reader keeps
Ref = Annotated[int, Meta(ge=-MOST, le=MOST)] | Annotated[str, Meta(max_length=64)]
Position = Annotated[int, Meta(ge=0, le=MOST)]
Id = Annotated[int, Meta(ge=1, le=MOST)]
Emoji = Annotated[str, Meta(min_length=1, max_length=64)]
Title = Annotated[str, Meta(max_length=100)]
Reason = Annotated[str, Meta(max_length=300)]
YEAR = 366 * 24 * 3600  # seconds
SLOWEST = 6 * 3600  # seconds that a room may have its members wait


class Command(msgspec.Struct, tag_field="do", kw_only=True):
    """What all commands have."""

    ref: Ref


class Hello(Command, tag="hello"):
    """Who a client is, where a token says so; and a wish to hear what it needs to begin."""

    token: Annotated[str, Meta(max_length=200)] | None = None
    client: Annotated[str, Meta(max_length=80)] | None = None
    language: Annotated[str, Meta(max_length=20)] | None = None


class Ping(Command, tag="ping"):
    """Are you there? `at`: the client's own position in each room, by its id."""

    at: dict[Id, Position] = {}


class RoomOpen(Command, tag="room.open"):
    """Hear what happens in a room, after what was missed since a position."""

    room: Id
    since: Position | None = None
    epoch: str | None = None


class RoomClose(Command, tag="room.close"):
    """Hear no more of a room."""

    room: Id


class RoomHistory(Command, tag="room.history"):
    """Messages posted before a position, or after one."""

    room: Id
    before: Position | None = None
    after: Position | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] = 50


class MessagePost(Command, tag="message.post"):
    """Say something in a room. The same `client_id` again does nothing again."""

    room: Id
    client_id: UUID
    body: str
    reply_to: Position | None = None
    attachments: list[UUID] = []


class MessageEdit(Command, tag="message.edit"):
    """Say it better."""

    room: Id
    seq: Position
    body: str


class MessageDelete(Command, tag="message.delete"):
    """Take it back."""

    room: Id
    seq: Position


class MessageReplies(Command, tag="message.replies"):
    """What answers a message, oldest first; `after` the last one where there is more."""

    room: Id
    seq: Position
    after: Position = 0


class MessagePin(Command, tag="message.pin"):
    """Keep a message where everybody finds it; who leads the room may, in a direct one all."""

    room: Id
    seq: Position


class MessageUnpin(Command, tag="message.unpin"):
    """Let it be one of many again."""

    room: Id
    seq: Position


class MessageReport(Command, tag="message.report"):
    """Complain of somebody's message to those who can do something about it."""

    room: Id
    seq: Position
    reason: Reason = ""


class RoomPins(Command, tag="room.pins"):
    """The pins of a room, the latest first; `before` the `pinned` of the last if there is more."""

    room: Id
    before: Annotated[datetime, Meta(tz=True)] | None = None


class ReactionAdd(Command, tag="reaction.add"):
    """Give an emoji to a message."""

    room: Id
    seq: Position
    emoji: Emoji


class ReactionRemove(Command, tag="reaction.remove"):
    """Take it away again."""

    room: Id
    seq: Position
    emoji: Emoji


class MarkRead(Command, tag="mark.read"):
    """Everything up to this position is read."""

    room: Id
    seq: Position


class Typing(Command, tag="typing"):
    """Somebody is writing; said again every few seconds while they do."""

    room: Id


class PresenceSet(Command, tag="presence.set"):
    """How this client's person wants to be seen."""

    status: Literal["online", "away", "busy"]


class RoomCreate(Command, tag="room.create"):
    """Make a room and own it; a direct one with `users` (ids) is made once for the same people."""

    kind: Kind
    title: Title = ""
    topic: Annotated[str, Meta(max_length=300)] = ""
    slug: Annotated[str, Meta(max_length=60)] | None = None
    users: Annotated[list[Id], Meta(max_length=20)] = []


class RoomUpdate(Command, tag="room.update"):
    """Change what a room says of itself; its owner and moderators may."""

    room: Id
    title: Title | UnsetType = UNSET
    topic: Annotated[str, Meta(max_length=300)] | UnsetType = UNSET
    kind: Literal["public", "private"] | UnsetType = UNSET
    keep_days: Annotated[int, Meta(ge=1, le=36_500)] | UnsetType | None = UNSET  # owners only
    frozen: bool | UnsetType = UNSET
    slow: Annotated[int, Meta(ge=0, le=SLOWEST)] | UnsetType = UNSET


class RoomJoin(Command, tag="room.join"):
    """Become a member of a public room, named by id or slug, or by an invite of any room."""

    room: Id | None = None
    slug: str | None = None
    invite: str | None = None


class RoomLeave(Command, tag="room.leave"):
    """Be a member no more."""

    room: Id


class RoomInvite(Command, tag="room.invite"):
    """Bring people in (`users`, ids), or ask for a link that does (without)."""

    room: Id
    users: Annotated[list[Id], Meta(max_length=100)] = []
    days: Annotated[int, Meta(ge=1, le=365)] | None = None
    uses: Annotated[int, Meta(ge=1, le=10_000)] | None = None


class InviteList(Command, tag="invite.list"):
    """The links into a room that still let people in; who does not lead it sees their own."""

    room: Id


class InviteRevoke(Command, tag="invite.revoke"):
    """Let a link lead nowhere from now on: one of one's own, or any of a room that one leads."""

    room: Id
    invite: Id


class MemberSet(Command, tag="member.set"):
    """Change a member: their role or whether they are one (owner, moderators); one's own level."""

    room: Id
    user: Id
    role: Role | UnsetType = UNSET
    level: Level | UnsetType = UNSET
    removed: bool = False
    banned: bool = False  # removed, and not let in again
    reason: Reason = ""


class MemberMute(Command, tag="member.mute"):
    """Let a member read and say nothing, for so many seconds, or until it is lifted."""

    room: Id
    user: Id
    seconds: Annotated[int, Meta(ge=1, le=YEAR)] | None = None
    reason: Reason = ""


class MemberUnmute(Command, tag="member.unmute"):
    """Let a member say something again."""

    room: Id
    user: Id


class RoomList(Command, tag="room.list"):
    """The public rooms, which one may join, by slug; `after` the last slug where there are more."""

    q: Annotated[str, Meta(max_length=100)] = ""
    after: str = ""


class ProfileSet(Command, tag="profile.set"):
    """Be called otherwise from now on: the name that others see."""

    name: Annotated[str, Meta(max_length=80)]


class PeopleFind(Command, tag="people.find"):
    """People who share a room with this person, by the beginning of a word of their names."""

    q: Annotated[str, Meta(max_length=100)] = ""


class Search(Command, tag="search"):
    """Find messages in the rooms of this person, the best first; `before` is where to go on."""

    q: Annotated[str, Meta(max_length=200)]
    room: Id | None = None
    before: Annotated[str, Meta(max_length=200)] | None = None


COMMANDS = (
    *(Hello, Ping, RoomOpen, RoomClose, RoomHistory),
    *(MessagePost, MessageEdit, MessageDelete, MessageReplies, ReactionAdd, ReactionRemove),
    *(MessagePin, MessageUnpin, RoomPins, MessageReport),
    *(MarkRead, Typing, PresenceSet, ProfileSet, PeopleFind),
    *(RoomCreate, RoomUpdate, RoomJoin, RoomLeave, RoomInvite, MemberSet, RoomList, Search),
    *(MemberMute, MemberUnmute),
    *(InviteList, InviteRevoke),
)
