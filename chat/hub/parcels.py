"""Events as the channel layer carries them: several in one message, none of them huge."""

from collections.abc import Iterable, Iterator
from typing import Any

from chat.events import Event

LARGEST = 100_000  # characters in one message of the layer, unless a single event has more
FIELDS = ("text", "after", "rev", "version", "but", "came", "gone", "close")


def addressed(told: Iterable[Event]) -> dict[tuple[int | None, int | None], list[Event]]:
    """The events by whom they are for, a room or somebody, in the order of the first of each."""
    found: dict[tuple[int | None, int | None], list[Event]] = {}
    for event in told:
        found.setdefault((event.room, event.user), []).append(event)
    return found


def pack(told: Iterable[Event]) -> Iterator[list[list[Any]]]:
    """The events in order, in as many parcels as it takes."""
    parcel: list[list[Any]] = []
    size = 0
    for event in told:
        if parcel and size + len(event.text) > LARGEST:
            yield parcel
            parcel, size = [], 0
        parcel.append([getattr(event, name) for name in FIELDS])
        size += len(event.text)
    if parcel:
        yield parcel


def unpack(
    parcel: list[list[Any]], room: int | None = None, user: int | None = None
) -> list[Event]:
    """The events of a parcel, for a room or for somebody."""
    return [
        Event(room=room, user=user, **dict(zip(FIELDS, fields, strict=True))) for fields in parcel
    ]
