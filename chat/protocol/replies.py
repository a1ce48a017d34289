"""What the server answers: one reply to each command, `re` repeating its `ref`."""

import msgspec
from msgspec import UNSET, UnsetType

from chat.protocol.commands import Ref
from chat.protocol.things import (
    Attachment,
    Found,
    Invite,
    Member,
    Message,
    MyRoom,
    Notice,
    Room,
    Status,
    Token,
    User,
    Webhook,
)


class Reply(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What all replies have. Alone it says: done."""

    re: Ref | UnsetType = UNSET  # unset over HTTP; an empty one is a client's, too


class Refused(Reply):
    """The command was not done: a code for programs, a text for people."""

    error: str
    text: str
    retry_after: float | None = None  # seconds after which the same may be done


class Server(msgspec.Struct):
    """Who answers."""

    version: str
    time: float  # seconds since 1970


class Limits(msgspec.Struct):
    """What a client must keep to."""

    body: int  # characters of a message
    frame: int  # bytes of a frame to the server
    posts: int  # messages a person may post at once …
    posts_per_second: float  # … and for long
    commands: int  # commands of a socket within ten seconds
    sockets: int  # of a person
    attachments: int  # of a message
    attachment_bytes: int


class Welcome(Reply):
    """What a client needs to begin."""

    user: User
    rooms: list[MyRoom]
    limits: Limits
    heartbeat: float  # seconds after which a quiet client says ping
    server: Server
    notices: list[Notice] = []  # that stand, or will


class Heads(Reply):
    """The position of each room that was asked after and may be read."""

    heads: dict[str, int]


class Opened(Reply):
    """A room from `since` on, or its last messages; its events follow.

    `more`: these were not all; open again with the last rev. `reset`: forget what you have.
    `members` and their `reads`: of a large room, the 500 who have been in it longest.
    """

    room: Room
    epoch: str
    seq: int
    messages: list[Message]
    more: bool = False
    reset: bool = False
    members: list[Member] = []
    present: dict[str, Status] = {}  # by user id
    reads: dict[str, int] = {}  # seq by user id


class Messages(Reply):
    """Messages, oldest first; `more`: there are others, on the side to which one asked."""

    messages: list[Message]
    more: bool = False


class Done(Reply):
    """A message was posted or changed: it is on disk, and this is how it is now."""

    message: Message


class Attached(Reply):
    """A file is on disk, to be posted by its id within a day."""

    attachment: Attachment


class Joined(Reply):
    """A room, as its new or old member sees it."""

    room: MyRoom


class Changed(Reply):
    """A member or a room was changed."""

    room: Room | None = None
    member: Member | None = None


class Invited(Reply):
    """Who is in now, or the link's code, which is shown only now."""

    members: list[Member] = []
    invite: str | None = None


class Invites(Reply):
    """The links into a room that still let people in, the newest first."""

    invites: list[Invite]


class Rooms(Reply):
    """Public rooms."""

    rooms: list[Room]
    more: bool = False


class Profile(Reply):
    """Whoever asks, as others see them now."""

    user: User


class People(Reply):
    """People, those first with whom there is a direct room."""

    users: list[User]


class Results(Reply):
    """What a search found, the best first; `before` names where to go on, if there is more."""

    messages: list[Found]
    before: str | None = None


class NewToken(Reply):
    """An access token and its secret, which is shown only now."""

    token: Token
    secret: str


class NewWebhook(Reply):
    """An incoming webhook and the secret of its address, which is shown only now."""

    webhook: Webhook
    secret: str
