"""What a notification says, in the language of whoever reads it."""

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import override

from chat import text
from chat.models.ringing import Ring

LENGTH = 120  # characters of what was said


class Notice(msgspec.Struct, omit_defaults=True):
    """What the service worker shows, and where a press on it leads."""

    title: str
    body: str
    url: str
    room: int
    tag: str  # a later one of the same room takes the place of this one
    renotify: bool = False  # whether it sounds again where one stands already


def notice(ring: Ring, language: str) -> Notice:
    """What is told of a message: who says it, where, and how it begins."""
    room, message = ring.room, ring.message
    name = message.author.name if message.author else ""
    with override(language):
        said = text.plain(message.html, LENGTH) or _("sent a file")
    direct = room.kind == "direct"
    return Notice(
        title=name if direct else room.title,
        body=said if direct else f"{name}: {said}",
        url=f"/rooms/{room.id}/#{message.seq}",
        room=room.id,
        tag=f"room-{room.id}",
        renotify=ring.urgent,
    )
