"""What the lists and completions of the panel find: along an index, or among the newest."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from chat import text
from chat.models import NameWord, Room, User
from chat.models.people import END

MOST = 500  # rows that a search shows; whoever looks for others says it more precisely
NEWEST = 10_000  # rows that are looked through where no index helps: for a part of a text


def rows(among: QuerySet[Any], fields: Sequence[str], q: str) -> list[int]:
    """The ids of rows whose user, room or text is found by this."""
    found: set[int] = set()
    for name in fields:
        there = {User: people, Room: rooms}.get(among.model._meta.get_field(name).related_model)
        if there:
            found.update(ids(among.filter(**{f"{name}__in": there(q)})))
    texts = [name for name in fields if not among.model._meta.get_field(name).is_relation]
    return sorted(found.union(parts(among, texts, q)), reverse=True)[:MOST]


def people(q: str) -> list[int]:
    """Who is called so, by the beginnings of words; who has exactly this address; `#7`."""
    known = Q(pk=number(q)) | Q(handle=q.lower())
    found = {*ids(User.objects.filter(known)), *called(text.asked(q))}
    found.update(ids(User.objects.alias(mail=Lower("email")).filter(mail=q.lower())))
    return sorted(found, reverse=True)[:MOST]


def called(words: Sequence[str]) -> list[int]:
    """Who has a name for each of these words that begins so."""
    if not words:
        return []
    first, *others = sorted(words, key=len, reverse=True)
    named = NameWord.objects.filter(word__gte=first, word__lt=first + END)
    some = User.objects.filter(pk__in=named.values("user")[:NEWEST])
    for word in others:
        some = some.filter(nameword__word__gte=word, nameword__word__lt=word + END)
    return ids(some)


def rooms(q: str) -> list[int]:
    """The room of exactly this slug, or `#7`; those with this in their title or slug."""
    found = set(ids(Room.objects.filter(Q(pk=number(q)) | Q(slug=q))))
    titled = Room.objects.filter(kind__in=(Room.Kind.PUBLIC, Room.Kind.PRIVATE))
    fits = Q(title__icontains=q) | Q(slug__icontains=q)
    found.update(ids(Room.objects.filter(fits, pk__in=titled.values("pk")[:NEWEST])))
    return sorted(found, reverse=True)[:MOST]


def parts(among: QuerySet[Any], fields: Sequence[str], q: str) -> list[int]:
    """The ids of those of the newest rows that have this in one of their texts."""
    if not fields:
        return []
    newest = among.model.objects.order_by("-pk").values("pk")[:NEWEST]
    fits = Q(*((f"{name}__icontains", q) for name in fields), _connector=Q.OR)
    return ids(among.filter(fits, pk__in=newest))


def number(q: str) -> int | None:
    """The id that `#7` names."""
    digits = q[1:]
    return int(digits) if q[:1] == "#" and digits.isdecimal() and len(digits) < 16 else None


def ids(among: QuerySet[Any]) -> list[int]:
    """So many ids as are shown, in no order: an order would lead past the index."""
    return list(among.order_by().values_list("pk", flat=True)[:MOST])
