"""Search over all rooms, for whoever runs the site: by words, author, room and day.

`tea author:ann room:lobby after:2026-01-31 before:2026-02-28`. The newest come first, a window at a
time, each along an index; what takes too long is broken off (too_broad).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.utils import timezone

from chat.models import Message, Room, User
from chat.protocol.commands import MOST
from chat.protocol.frames import Refusal
from chat.search import SECONDS, index
from chat.text import Term, terms

FEW = 10_000  # messages
ROW = Concat(Value(" "), "words", Value(" "), output_field=TextField())
SPACE = {True: "", False: " "}  # after the last word of a term; an open one only begins so
KEY = re.compile(r"(?<!\S)(author|room|after|before):(\S+)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: all of it must hold."""

    terms: tuple[Term, ...]
    scope: index.Scope
    begin: date | None  # the first day …
    end: date | None  # … and the one after the last

    @classmethod
    def read(cls, q: str) -> "Wanted":
        """What a line asks for; raises Refusal where there is nothing in it to look for."""
        keys = dict(KEY.findall(q))
        wanted = terms(KEY.sub(" ", q))
        if not wanted and not keys:
            raise Refusal("no_words")
        authors = authors_of(keys["author"]) if "author" in keys else None
        rooms = rooms_of(keys["room"]) if "room" in keys else None
        begin = day(keys["after"]) if "after" in keys else None
        end = day(keys["before"]) + timedelta(days=1) if "before" in keys else None
        return cls(tuple(wanted), index.Scope(rooms, authors), begin, end)

    def window(self, below: int, most: int) -> list[int]:
        """The ids of the newest that fit below an id, the newest first; raises Refusal."""
        if [] in (self.scope.rooms, self.scope.authors):
            return []
        with index.within(SECONDS):
            if self.terms and not few("author", self.scope.authors):
                return self.by_words(below, most)
            return list(self.rows(below).values_list("pk", flat=True)[:most])

    def by_words(self, below: int, most: int) -> list[int]:
        """Along the index of words."""
        since = first_since(self.begin) if self.begin else 0
        until = first_since(self.end) if self.end else MOST
        found = index.newest(self.scope, self.terms, min(below, until), most)
        return [pk for pk, _, _ in found if pk >= since]

    def rows(self, below: int) -> QuerySet[Message]:
        """Along the index of the room, or of the author."""
        rows, (room,) = Message.objects.filter(pk__lt=below), self.scope.rooms or (None,)
        place = "pk" if room is None else "seq"
        if self.begin:
            rows = rows.filter(**{f"{place}__gte": first_since(self.begin, room)})
        if self.end:
            rows = rows.filter(**{f"{place}__lt": first_since(self.end, room)})
        if room is not None:
            rows = rows.filter(room=room)
        for term in self.terms:
            rows = rows.alias(row=ROW).filter(
                row__contains=f" {' '.join(term.words)}{SPACE[term.open]}"
            )
        if self.scope.authors is not None:
            rows = rows.filter(author__in=self.scope.authors)
            if not few("room", self.scope.rooms):
                return rows.order_by("author", "-pk")
        return rows.order_by("-pk" if room is None else "-seq")


def few(field: str, ids: Collection[int] | None) -> bool:
    """Whether there are so few messages of this author, or in this room, that all may be read."""
    if ids is None:
        return False
    along = {"author": ("author", "-pk"), "room": ("room", "-seq")}[field]
    rows = Message.objects.filter(**{f"{field}__in": ids}).order_by(*along)
    return len(rows.values_list("pk")[: FEW + 1]) <= FEW


def authors_of(name: str) -> list[int]:
    """Who has exactly this username, in whatever case, or this id, as `#7`."""
    rows = User.objects.filter(Q(handle=name.lower()) | Q(pk=number(name)))
    return list(rows.order_by("pk").values_list("pk", flat=True)[:1])


def rooms_of(name: str) -> list[int]:
    """The room of exactly this slug, or of this id, as `#7`."""
    rows = Room.objects.filter(Q(slug=name) | Q(pk=number(name)))
    return list(rows.order_by("pk").values_list("pk", flat=True)[:1])


def number(name: str) -> int | None:
    """The id that `#7` names."""
    digits = name[1:]
    return int(digits) if name[:1] == "#" and digits.isdecimal() and len(digits) < 16 else None


def day(written: str) -> date:
    """A day, as 2026-01-31; raises Refusal."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Refusal("bad_day", day=written) from None


def first_since(begin: date, room: int | None = None) -> int:
    """The id from which on messages are of this day or later; of a room, the position.

    They are posted in the order of their ids, so that no index of their times is needed: the place
    is found by halving, as in a book.
    """
    start = datetime.combine(begin, time(), timezone.get_current_timezone()).astimezone(UTC)
    place = "pk" if room is None else "seq"
    rows = Message.objects.all() if room is None else Message.objects.filter(room=room)
    low, high = 0, (rows.order_by(f"-{place}").values_list(place, flat=True).first() or 0) + 1
    while low < high:
        middle = (low + high) // 2
        later = rows.filter(**{f"{place}__gte": middle}).order_by(place)
        found = later.values_list(place, "created").first()
        if found and found[1] < start:
            low = found[0] + 1
        else:
            high = middle
    return low
