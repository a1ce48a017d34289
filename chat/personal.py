"""All that is kept of somebody as one ZIP file, made piece by piece: it is never whole in memory.

JSON for programs, and the same as pages that any browser shows.
"""

import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from django.template.loader import render_to_string
from django.utils.translation import override

from chat.attachments import storage
from chat.models import User, personal
from chat.pool import Lane

CHUNK = 2**18  # bytes
exports = Lane("chat-exports", 1)  # one thread, in which a query goes on where it stood
Page = Callable[[int, int], tuple[list[dict[str, Any]], int]]


class Sink:
    """What a ZIP file is written to, and taken from."""

    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, data: bytes) -> int:
        self.data += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def take(self) -> bytes:
        """What was written since the last time."""
        data, self.data = bytes(self.data), bytearray()
        return data


def pieces(user: int, language: str) -> Iterator[bytes]:
    """The ZIP file of somebody, in pieces; its pages are in this language."""
    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as zip:  # type: ignore[call-overload]
        for name, data in parts(user, language):
            zip.writestr(name, data)
            yield sink.take()
        for name, place in files(user):
            if not place.exists():  # deleted meanwhile
                continue
            with place.open("rb") as source, zip.open(name, "w") as target:
                while chunk := source.read(CHUNK):
                    target.write(chunk)
                    yield sink.take()
    yield sink.take()


def parts(user: int, language: str) -> Iterator[tuple[str, bytes | str]]:
    """The JSON of each kind, pages of messages, and the page that leads to all of them."""
    kinds = {
        "profile": personal.profile(user),
        "rooms": personal.memberships(user),
        "tokens": personal.tokens(user),
        "measures": personal.measures(user),
    }
    for kind, told in kinds.items():
        yield f"{kind}.json", pretty(told)
    numbers = []
    for number, page in enumerate(pages(personal.messages, user), 1):
        numbers.append(number)
        yield f"messages/{number:04}.json", pretty(page)
        yield f"messages/{number:04}.html", page_of("messages", language, messages=page)
    for number, page in enumerate(pages(personal.reactions, user), 1):
        yield f"reactions/{number:04}.json", pretty(page)
    named = {"profile": kinds["profile"], "rooms": kinds["rooms"], "pages": numbers}
    yield "index.html", page_of("index", language, **named)


def pages(question: Page, user: int) -> Iterator[list[dict[str, Any]]]:
    """Page after page of what somebody has said or given."""
    page, after = question(user, 0)
    while page:
        yield page
        page, after = question(user, after)


def files(user: int) -> Iterator[tuple[str, Any]]:
    """The files that somebody sent, and their picture, as far as they are there."""
    for row in personal.files(user).iterator():
        yield f"files/{row.pk}{ending(row.name)}", storage.path(row.file)
    if avatar := User.objects.get(pk=user).avatar:
        yield "picture.webp", storage.path(storage.name_of_avatar(avatar))


def ending(name: str) -> str:
    """What says to a computer what is in a file, if it is short and harmless."""
    _, dot, ending = name.rpartition(".")
    return f".{ending}" if dot and ending.isalnum() and len(ending) < 8 else ""


def pretty(told: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(told))


def page_of(name: str, language: str, **named: Any) -> str:
    with override(language):
        return render_to_string(f"personal/{name}.html", {**named, "language": language})
