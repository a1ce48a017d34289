"""What clients hear: one function an event. Encoded once, however many hear it."""

from dataclasses import dataclass

from chat.protocol import events, things
from chat.protocol.frames import Frame


@dataclass(slots=True)
class Event:
    """A frame on its way to sockets: to those in `room`, to all of `user`'s, or to everybody's.

    A change of a room's log has its position before and after: `after` and `rev`. A change of the
    room itself or of its members has the room's `version` after it.
    """

    text: str
    room: int | None = None
    user: int | None = None
    after: int = 0
    rev: int = 0  # 0: it is no change of the log
    version: int = 0  # 0: it is no change of the room or its members
    but: int = 0  # a user in the room who does not hear it
    came: int = 0  # a room that `user` is a member of from now on
    gone: int = 0  # a room that `user` is to hear no more of
    close: int = 0  # the code with which `user`'s sockets are to be closed
    everybody: bool = False  # neither room nor user: whoever is here
    frame: bytes | None = None  # as the server writes it: encoded by the first who needs it


def message(room: int, after: int, message: things.Message) -> Event:
    """A message as it is now, to everybody in its room."""
    frame = events.MessageEvent(room, after, message)
    return Event(frame.encode(), room, None, after, message.rev)


def to_room(room: int, frame: Frame) -> Event:
    """A word to everybody who has the room open, in its turn where it names the room's version."""
    version = 0
    if isinstance(frame, events.RoomEvent) and frame.room:
        version = frame.room.version
    elif isinstance(frame, events.MemberEvent):
        version = frame.version
    return Event(frame.encode(), room, version=version)


def to_user(user: int, frame: Frame) -> Event:
    """A word to every socket of somebody's."""
    came = frame.id if isinstance(frame, events.RoomEvent) and frame.mine else 0
    return Event(frame.encode(), None, user, came=came)


def to_everybody(frame: Frame) -> Event:
    """A word to every socket that is somebody's."""
    return Event(frame.encode(), everybody=True)


def gone(user: int, room: int) -> Event:
    """A room is no more this user's: their sockets are told, and hear no more of it."""
    return Event(events.RoomEvent(id=room, gone=True).encode(), None, user, gone=room)


def closing(user: int, code: int) -> Event:
    """Every socket of somebody's says goodbye in its own words and closes with this code."""
    return Event("", None, user, close=code)


def typing(room: int, user: int) -> Event:
    """Somebody is writing, to everybody else in the room."""
    return Event(events.TypingEvent(room, user).encode(), room, but=user)


def presence(room: int, user: int, status: things.Status) -> Event:
    """Somebody in a room came, left, or wants to be seen otherwise."""
    return Event(events.PresenceEvent(room, user, status).encode(), room)
