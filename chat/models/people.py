"""Whom somebody may talk to: people with whom they share a room."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from chat import text
from chat.lines import one_line
from chat.models import wire
from chat.models.room import Member, Room
from chat.models.user import User
from chat.protocol.commands import PeopleFind
from chat.protocol.replies import People

MOST = 20  # people in an answer
ROWS = 60  # that are read for them: somebody may fit by several words
FEW = 2000  # people who are looked through one by one
END = "\U0010ffff"  # comes after all that begins alike


def find(user: int, command: PeopleFind) -> People:
    """Others who share a room with this user and are called so, by name; those first with whom
    they have a direct room. Some of all where nothing is asked for.
    """
    terms = sorted(text.asked(command.q), key=len, reverse=True)
    if not terms and one_line(command.q):  # signs that no name is found by
        return People(users=[])
    found: dict[int, User] = {}
    for company in companies(user, terms):
        found |= {row.pk: row for row in company.exclude(pk__in=list(found))[:ROWS]}
        if len(found) >= MOST:
            break
    return People(users=[wire.user(row) for row in list(found.values())[:MOST]])


def companies(user: int, terms: list[str]) -> Iterator[QuerySet[User]]:
    """Those who are called so: first of the direct rooms, then of all."""
    others = User.objects.filter(is_active=True).exclude(pk=user)
    rooms = dict(Member.objects.filter(user=user).values_list("room", "room__kind"))
    direct = [room for room, kind in rooms.items() if kind == Room.Kind.DIRECT]
    yield among(others, members_of(direct), terms)
    near = members_of(list(rooms))
    if len(near) < FEW or not terms:
        yield among(others, near, terms)
        return
    # Who shares a room may be everybody: they come in the order of their words, until it is enough.
    for term in terms:
        others = others.filter(nameword__word__gte=term, nameword__word__lt=term + END)
    shared = Exists(Member.objects.filter(user=OuterRef("pk"), room__member__user=user))
    yield others.filter(shared).order_by("nameword__word", "nameword__user")


def members_of(rooms: list[int]) -> list[int]:
    """Who is in these rooms, as far as they are looked through."""
    return list(Member.objects.filter(room__in=rooms).values_list("user", flat=True)[:FEW])


def among(others: QuerySet[User], few: list[int], terms: list[str]) -> QuerySet[User]:
    """Those of a few who are called so."""
    others = others.filter(pk__in=few)
    for term in terms:
        others = others.filter(nameword__word__startswith=term)
    return others.order_by("pk")  # by word, SQLite would read the words of all
