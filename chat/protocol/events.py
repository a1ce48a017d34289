"""What the server says unasked."""

from chat.protocol.frames import Frame
from chat.protocol.things import Member as MemberThing
from chat.protocol.things import Message, MyRoom, Notice, Room, Status, User


class MessageEvent(Frame, tag="message"):
    """A message was posted or changed; `after` is the room's position before that.

    A client that is below `after` has missed something, and opens again with `since`.
    """

    room: int
    after: int
    message: Message


class RoomEvent(Frame, tag="room"):
    """A room is not as it was; `gone`: it is no more this person's. Another epoch: open anew."""

    id: int
    room: Room | None = None
    mine: MyRoom | None = None  # to somebody who came in, or whose role or level changed
    gone: bool = False


class MemberEvent(Frame, tag="member"):
    """Somebody came, changed, or left (`gone`); `version` is the room's after that.

    A client whose own version of the room is more than one behind has missed something, and opens
    again.
    """

    room: int
    user: int
    member: MemberThing | None = None
    gone: bool = False
    version: int = 0


class ReportEvent(Frame, tag="report"):
    """Somebody complains of a message: told to whoever leads its room."""

    room: int
    seq: int
    reason: str = ""


class ReadEvent(Frame, tag="read"):
    """Somebody has read up to a position."""

    room: int
    user: int
    seq: int


class TypingEvent(Frame, tag="typing"):
    """Somebody is writing; void after 6 seconds without another one."""

    room: int
    user: int


class PresenceEvent(Frame, tag="presence"):
    """Somebody in a room came, left, or wants to be seen otherwise."""

    room: int
    user: int
    status: Status


class MeEvent(Frame, tag="me"):
    """Somebody has another name or picture, to all their own sockets."""

    user: User


class NoticeEvent(Frame, tag="notice"):
    """A word of who runs the site to everybody; `gone`: it stands no more."""

    id: int
    notice: Notice | None = None
    gone: bool = False


class Bye(Frame, tag="bye"):
    """The last word before the server closes: the close code, whether and when to come back."""

    code: int
    text: str
    reconnect: bool
    retry_after: float | None = None  # seconds


EVENTS = (
    *(MessageEvent, RoomEvent, MemberEvent, ReportEvent, ReadEvent, TypingEvent, PresenceEvent),
    *(MeEvent, NoticeEvent, Bye),
)
