"""Search: messages of somebody's rooms by their words, the best of the newest first.

The index gives the newest that fit, WINDOW at a time; of these the most relevant come first, and
among equals the newest. Who turns enough pages sees all: after a window comes the next older one.
So a word that everybody says costs as little as a rare one; and in a conversation, what is old has
to be looked for more precisely, by more words, which leave fewer.
"""

from dataclasses import dataclass

from chat.models import Message, Room, wire
from chat.protocol.commands import MOST, Search
from chat.protocol.frames import Refusal
from chat.protocol.portions import fitting
from chat.protocol.replies import Results
from chat.protocol.things import Found
from chat.search import index
from chat.search.ranking import relevance
from chat.text import Term, snippet, terms

WINDOW = 500  # messages ranked against each other
PAGE = 20
SECONDS = 3.0  # after which the database is told to break off


@dataclass(slots=True)
class Place:
    """Where to go on: so far into the window that lies below an id. Clients see "7c4-14"."""

    below: int = MOST
    at: int = 0

    def __str__(self) -> str:
        return f"{self.below:x}-{self.at:x}"

    @classmethod
    def read(cls, before: str | None) -> "Place":
        """The place that a client was given; raises Refusal for anything else."""
        if before is None:
            return cls()
        try:
            below, at = (int(number, 16) for number in before.split("-"))
            place = cls(below, at)
        except ValueError:
            place = None
        if place is None or str(place) != before or place.below > MOST or place.at > WINDOW:
            raise Refusal("bad_command", problem="`before` is what an earlier reply gave")
        return place


def search(user: int, command: Search) -> Results:
    """What fits in all of somebody's rooms, or in one; raises Refusal."""
    wanted = terms(command.q)
    if not wanted:
        raise Refusal("no_words")
    place = Place.read(command.before)
    rooms = rooms_of(user, command.room)
    if not rooms:
        return Results(messages=[])
    with index.within(SECONDS):
        rows = index.newest(index.Scope(rooms), wanted, place.below, WINDOW)
    if place.below == MOST and rows:
        place.below = rows[0][0] + 1  # what is posted meanwhile moves nothing
    ranked = sorted(rows, key=lambda row: relevance(row[1], row[2], wanted), reverse=True)
    page = found([pk for pk, _, _ in ranked[place.at : place.at + PAGE]], wanted)
    shown = fitting(page)
    place.at += len(shown) if len(shown) < len(page) else PAGE
    return Results(messages=shown, before=after(place, rows))


def rooms_of(user: int, only: int | None) -> list[int]:
    """The rooms to search; raises Refusal where the one asked for is not theirs."""
    mine = Room.objects.open_to(user).values_list("pk", flat=True)
    if only is None:
        return list(mine)
    if not mine.filter(pk=only).exists():
        raise Refusal("not_found")
    return [only]


def after(place: Place, rows: list[tuple[int, str, str]]) -> str | None:
    """The place to go on from, or what comes after its window, if there is more."""
    if place.at < len(rows):
        return str(place)
    return str(Place(rows[-1][0])) if len(rows) == WINDOW else None


def found(page: list[int], terms: list[Term]) -> list[Found]:
    """The messages of a page, in its order."""
    rows = Message.objects.whole().in_bulk(page)
    return [
        Found(rows[pk].room_id, wire.whole(rows[pk]), snippet(rows[pk].body, terms))
        for pk in page
        if pk in rows
    ]
