"""What clients hear: one function an event. Encoded once, however many hear it."""

from dataclasses import dataclass

from chat.protocol import events, things
from chat.protocol.frames import Frame


@dataclass(slots=True)
class Event:
    """A frame on its way to sockets: to those in `room`, or to all of `user`'s.

    A change of a room's log has its position before and after: `after` and `rev`.
    """

    text: str
    room: int | None = None
    user: int | None = None
    after: int = 0
    rev: int = 0  # 0: it is no change of the log
    gone: int = 0  # a room that `user` is to hear no more of
    frame: bytes | None = None  # as the server writes it: encoded by the first who needs it


def message(room: int, after: int, message: things.Message) -> Event:
    """A message as it is now, to everybody in its room."""
    frame = events.MessageEvent(room, after, message)
    return Event(frame.encode(), room, None, after, message.rev)


def to_room(room: int, frame: Frame) -> Event:
    """A word to everybody who has the room open."""
    return Event(frame.encode(), room)


def to_user(user: int, frame: Frame) -> Event:
    """A word to every socket of somebody's."""
    return Event(frame.encode(), None, user)


def gone(user: int, room: int) -> Event:
    """A room is no more this user's: their sockets are told, and hear no more of it."""
    return Event(events.RoomEvent(id=room, gone=True).encode(), None, user, gone=room)
