"""What is talked about: people, rooms, members, messages, as they travel."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

Kind = Literal["public", "private", "direct"]
Role = Literal["owner", "moderator", "member"]
Level = Literal["all", "mentions", "nothing"]
Status = Literal["online", "away", "busy", "offline"]
Scope = Literal["chat", "read"]  # everything its owner may; or only to hear and read


class User(msgspec.Struct, omit_defaults=True):
    """A person or a bot."""

    id: int
    username: str  # as in @username
    name: str
    bot: bool = False
    avatar: str | None = None  # the path of a small square picture on this site
    guest: bool = False  # somebody without an account of their own, under a name they have chosen


class Mute(msgspec.Struct, omit_defaults=True):
    """Somebody reads, and says nothing: until a time, or until somebody lifts it."""

    until: datetime | None = None
    reason: str = ""
    by: str = ""  # the name of who decided it
    site: bool = False  # in all rooms, by whoever runs the site


class Member(msgspec.Struct, omit_defaults=True):
    """Somebody in a room."""

    user: User
    role: Role
    muted: Mute | None = None  # in this room


class Attachment(msgspec.Struct, omit_defaults=True):
    """A file of a message; `url` and `thumbnail` are paths on this site."""

    id: UUID
    name: str
    type: str  # as "image/webp"
    size: int  # bytes
    url: str
    thumbnail: str | None = None
    width: int | None = None  # pixels, of an image
    height: int | None = None


class Reaction(msgspec.Struct):
    """An emoji and the ids of those who gave it, in the order in which they did."""

    emoji: str
    users: list[int]


class Message(msgspec.Struct, omit_defaults=True):
    """A message as it is now. `seq` names it within its room; `rev` grows with each change of it.

    A deleted one has `deleted` and no content.
    """

    seq: int
    rev: int
    author: User | None  # None once the account is gone
    client_id: UUID
    created: datetime
    body: str = ""  # as it was written
    html: str = ""  # the same, safe to show
    reply_to: int | None = None  # seq
    edited: datetime | None = None
    deleted: datetime | None = None
    reactions: list[Reaction] = []
    attachments: list[Attachment] = []
    mentions: list[int] = []  # ids of users
    pinned: datetime | None = None  # since when it is one of the room's pins


class Room(msgspec.Struct, omit_defaults=True):
    """A room as everybody in it sees it. A direct room has no title: clients name its people."""

    id: int
    kind: Kind
    title: str
    epoch: str
    seq: int  # the position of its log
    version: int  # grows with each change of the room or of its members
    slug: str | None = None
    topic: str = ""
    keep_days: int | None = None  # after so many days its messages are gone; None: never
    floor: int = 0  # what was posted at or below this position is gone
    frozen: bool = False  # only who leads it may write
    slow: int = 0  # seconds between two messages of a member


class MyRoom(msgspec.Struct, omit_defaults=True):
    """A room with what it is to one of its members."""

    room: Room
    role: Role
    level: Level
    read: int  # seq up to which they have read
    unread: int = 0  # messages of others after it, counted up to 100
    mentions: int = 0  # of those, how many name them, counted up to 100
    people: list[User] = []  # of a direct room
    latest: datetime | None = None  # when its newest message was posted
    muted: Mute | None = None  # here, or on the whole site: whichever ends later


class Token(msgspec.Struct, omit_defaults=True):
    """An access token as its owner sees it."""

    id: int
    name: str
    start: str  # how its secret begins
    scopes: list[Scope]
    created: datetime
    expires: datetime | None = None
    used: datetime | None = None


class Invite(msgspec.Struct, omit_defaults=True):
    """A link by which people come into a room; its code was shown only once."""

    id: int
    created: datetime
    by: User | None = None
    expires: datetime | None = None
    uses: int = 0
    most_uses: int | None = None  # None: as many as come


class Webhook(msgspec.Struct, omit_defaults=True):
    """An incoming webhook: what is posted to its address, the bot says in the room."""

    id: int
    name: str
    room: int
    bot: User
    created: datetime
    used: datetime | None = None


class Notice(msgspec.Struct, omit_defaults=True):
    """A word of who runs the site to everybody, shown from `starts` to `ends`."""

    id: int
    text: str
    starts: datetime
    ends: datetime | None = None  # None: until it is taken back


class Found(msgspec.Struct):
    """A message that a search found. `snippet` is safe HTML with <mark> around what fits."""

    room: int
    message: Message
    snippet: str
