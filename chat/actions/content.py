"""What a message may say, and whom it names: the same for a post and for an edit."""

import re
from collections.abc import Iterable, Mapping

from django.conf import settings

from chat import text
from chat.models import Member
from chat.protocol.frames import Refusal

NAMES = 50  # people whom one message may mention; further names are plain text
UNKEPT = re.compile("[\0\ud800-\udfff]")  # no NUL in PostgreSQL, no half a surrogate pair in UTF-8


def check(body: str, attached: bool) -> None:
    """Raise Refusal for a text that cannot be a message, with or without files attached to it."""
    if UNKEPT.search(body):
        raise Refusal("bad_text")
    if text.is_blank(body) and not attached:
        raise Refusal("blank")
    if len(body) > settings.CHAT_LIMITS.body:
        raise Refusal("too_long", limit=settings.CHAT_LIMITS.body, length=len(body))


def people(bodies: Iterable[tuple[int, str]]) -> dict[int, dict[str, int]]:
    """The members of each room whom bodies (with their room) name: ids by name in lower case."""
    rooms, names = set(), set()
    for room, body in bodies:
        if found := names_of(body):
            rooms.add(room)
            names.update(found)
    if not names:
        return {}
    members = Member.objects.filter(room__in=rooms, user__handle__in=names).order_by("-user")
    meant: dict[int, dict[str, int]] = {}
    for room, handle, user in members.values_list("room", "user__handle", "user"):
        meant.setdefault(room, {})[handle] = user  # of Tom and tom, whoever was here first
    return meant


def names_of(body: str) -> list[str]:
    """The names in a body, not more than may be looked up."""
    return sorted(text.names(body))[:NAMES] if "@" in body else []


def mentioned(body: str, people: Mapping[str, int]) -> dict[str, int]:
    """Those of the people whom this body names."""
    return {name: people[name] for name in names_of(body) if name in people} if people else {}
