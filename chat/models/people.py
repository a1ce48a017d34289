"""Whom somebody may talk to: people with whom they share a room."""

from django.db.models import Exists, OuterRef, QuerySet

from chat import text
from chat.lines import one_line
from chat.models import wire
from chat.models.room import Member, Room
from chat.models.user import User
from chat.protocol.commands import PeopleFind
from chat.protocol.replies import People

MOST = 20  # people in an answer
ROWS = 100  # that are read for them: somebody may fit by several words, or be in several rooms
END = "\U0010ffff"  # comes after all that begins alike


def find(user: int, command: PeopleFind) -> People:
    """Others who share a room with this user and are called so, by name; those first with whom
    they have a direct room. Some of all where nothing is asked for.
    """
    terms = text.asked(command.q)
    if not terms and one_line(command.q):  # signs that no name is found by
        return People(users=[])
    others = User.objects.filter(is_active=True).exclude(pk=user)
    found: dict[int, User] = {}
    for near in (True, False):
        if len(found) < MOST:
            company = among(others, user, terms, near).exclude(pk__in=list(found))
            found |= {row.pk: row for row in company[:ROWS]}
    return People(users=[wire.user(row) for row in list(found.values())[:MOST]])


def among(others: QuerySet[User], user: int, terms: list[str], near: bool) -> QuerySet[User]:
    """Those of the others who share a room with this user and are called so; `near`: a direct one.

    Whom somebody talks to in direct rooms is few, and looked through. Who is in the same rooms may
    be everybody: these are looked through in the order of their words until there are enough.
    """
    members = Member.objects.filter(room__member__user=user)
    if near:
        others = others.filter(pk__in=members.filter(room__kind=Room.Kind.DIRECT).values("user"))
    elif terms:
        others = others.filter(Exists(members.filter(user=OuterRef("pk"))))
    else:
        others = others.filter(pk__in=members.values("user")[:ROWS])
    for term in terms:
        others = others.filter(nameword__word__gte=term, nameword__word__lt=term + END)
    return others.order_by("nameword__word", "pk") if terms else others.order_by("pk")
