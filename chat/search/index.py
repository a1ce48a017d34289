"""The question to the index: in SQLite's full-text table, or PostgreSQL's column. See 0003_search.

A query is made of folded words only, each in quotes: there is nothing in it that either database
could take for an operator. Rooms are words of the index, too, so that it gives only what is theirs.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from django.db import OperationalError, connection, transaction
from django.db.models import BooleanField, F
from django.db.models.expressions import RawSQL

from chat.models.message import Message, MessageQuerySet
from chat.protocol.frames import Refusal
from chat.text import Term

Row = tuple[int, str, str]  # id, body and words

MANY = 50  # rooms
NEAR = 20_000  # messages, which are looked through as fast as a rare word is found by the index
STEPS = 10_000  # of SQLite's machine between two looks at the clock: about a millisecond


@dataclass(frozen=True, slots=True)
class Scope:
    """Where is searched: in these rooms, and for what these have said; None: in all, by anybody."""

    rooms: Collection[int] | None = None
    authors: Collection[int] | None = None


def newest(scope: Scope, terms: Sequence[Term], below: int, most: int) -> list[Row]:
    """Of the messages in the scope that have all terms, the newest: id, body and words."""
    asked = scope, terms, below, most
    if connection.vendor != "postgresql":
        return found(on_sqlite(*asked))
    latest = Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    near = found(on_postgresql(*asked, over=min(below, latest + 1) - NEAR))
    return near if len(near) == most else found(on_postgresql(*asked))


def found(messages: MessageQuerySet) -> list[Row]:
    return list(messages.values_list("pk", "body", "words"))


def on_sqlite(scope: Scope, terms: Sequence[Term], below: int, most: int) -> MessageQuerySet:
    """By FTS5: `room_id : ("3" OR "5") AND words : ("ha" AND "noi" *)`."""
    words = " AND ".join(f'"{" ".join(term.words)}"{" *" * term.open}' for term in terms)
    match = f"words : ({words})"
    if scope.rooms is not None:
        mine = " OR ".join(f'"{room}"' for room in scope.rooms)
        match = f"room_id : ({mine}) AND {match}"
    authors = None if scope.authors is None else json.dumps([*scope.authors])
    ids = RawSQL(
        "SELECT rowid FROM chat_search WHERE chat_search MATCH %s AND rowid < %s AND (%s IS NULL OR"
        " (SELECT author_id FROM chat_message WHERE id = chat_search.rowid)"
        " IN (SELECT value FROM json_each(%s))) ORDER BY rowid DESC LIMIT %s",
        [match, below, authors, authors, most],
    )
    return Message.objects.filter(pk__in=ids).order_by("-pk")


def on_postgresql(
    scope: Scope, terms: Sequence[Term], below: int, most: int, over: int | None = None
) -> MessageQuerySet:
    """By tsquery: `'ha' & 'noi':* & ('=3' | '=5')`; of what has an id `over` this, if one is given.

    PostgreSQL cannot guess how often a word is said of which it has only the beginning. So what
    many have said lately is found among the latest, and only what is rarer by the index of words;
    else a word that nobody has said might have it look through all messages from the newest on.

    The order of words in a row is left to LIKE: an index of PostgreSQL has no order, and would ask
    the row as well. So are a great many rooms to IN, which finds one in no time, while a tsquery
    looks for each in each row.
    """
    rooms = scope.rooms
    words = [f"'{word}'" for term in terms for word in term.words[:-1]]
    words += [f"'{term.words[-1]}'{':*' * term.open}" for term in terms]
    if rooms is not None and len(rooms) <= MANY:
        mine = " | ".join(f"'={room}'" for room in rooms)
        words.append(f"({mine})")
    rows = [f"% {' '.join(term.words)}{' ' * (not term.open)}%" for term in terms if term.words[1:]]
    fitting = Message.objects.filter(
        RawSQL("search @@ %s::tsquery", [" & ".join(words)], BooleanField()),
        RawSQL("' ' || words || ' ' LIKE ALL (%s::text[])", [rows], BooleanField()),
        pk__lt=below,
    )
    if rooms is not None and len(rooms) > MANY:
        fitting = fitting.filter(room__in=rooms)
    if scope.authors is not None:
        fitting = fitting.filter(author__in=scope.authors)
    if over is not None:
        return fitting.filter(pk__gt=over).order_by("-pk")[:most]
    return fitting.order_by((F("pk") + 0).desc())[:most]  # an order that no index has


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Break off what the database does in here after so long; raises Refusal (too_broad)."""
    bounded = bounded_postgresql if connection.vendor == "postgresql" else bounded_sqlite
    try:
        with bounded(seconds):
            yield
    except OperationalError as error:
        if is_interruption(error.__cause__):
            raise Refusal("too_broad") from error
        raise


@contextmanager
def bounded_postgresql(seconds: float) -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true)", [str(round(seconds * 1000))]
        )
        yield


@contextmanager
def bounded_sqlite(seconds: float) -> Iterator[None]:
    end = monotonic() + seconds
    connection.ensure_connection()
    connection.connection.set_progress_handler(lambda: monotonic() > end, STEPS)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)


def is_interruption(cause: BaseException | None) -> bool:
    """Whether a database broke off because it was told to (57014 is PostgreSQL's word for it)."""
    name = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return name in ("SQLITE_INTERRUPT", "57014")
