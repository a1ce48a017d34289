"""Messages that are to be posted, and all that is asked of the database before they can be."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from chat.actions import content
from chat.models import Attachment, Edit, Message, Mute, posting, wire
from chat.models.mutes import mutes_of
from chat.protocol import things


@dataclass(slots=True)
class Draft:
    """A message that somebody wants to post."""

    cost: ClassVar = 1  # it shares its queries with all that are posted with it
    alone: ClassVar = False

    author: int
    room: int
    client_id: UUID
    body: str
    reply_to: int | None = None
    attachments: Sequence[UUID] = ()


@dataclass(slots=True)
class Said:
    """What was posted under a client_id: what it said at first, and how it is now."""

    room: int
    body: str
    told: things.Message


@dataclass(slots=True)
class Known:
    """What a batch of drafts is checked against; posting adds to it what it has posted."""

    places: dict[int, posting.Place]  # by room
    authors: dict[tuple[int, int], posting.Author]  # by room and id: members, and nobody else
    said: dict[tuple[int, UUID], Said]  # by author and client_id
    messages: set[tuple[int, int]] = field(default_factory=set)  # room and seq of those replied to
    files: dict[UUID, Attachment] = field(default_factory=dict)  # part of no message yet
    people: Mapping[int, Mapping[str, int]] = field(default_factory=dict)  # by room and @name
    mutes: Sequence[Mute] = ()  # in force, of all authors
    posted: dict[tuple[int, int], datetime] = field(default_factory=dict)  # the last, in slow rooms


def learn(drafts: Sequence[Draft]) -> Known:
    """Lock the rooms of the drafts, and ask what there is to ask, once for all of them."""
    places = posting.places({draft.room for draft in drafts})
    authors = posting.authors({(draft.room, draft.author) for draft in drafts})
    return Known(
        places,
        authors,
        said({draft.client_id for draft in drafts}),
        replied_to(drafts),
        files(drafts),
        content.people((draft.room, draft.body) for draft in drafts),
        quiet(authors),
        posting.last_posts([pair for pair in authors if places[pair[0]].slow]),
    )


def quiet(authors: Mapping[tuple[int, int], posting.Author]) -> list[Mute]:
    """The mutes in force of those who were ever muted; nearly always nobody was."""
    users = {user for (_, user), author in authors.items() if author.quiet}
    return mutes_of(users) if users else []


def said(ids: Collection[UUID]) -> dict[tuple[int, UUID], Said]:
    """What was posted under these ids, by whomever."""
    found = posting.said(ids)
    if not found:  # nearly always: then this was a small question
        return {}
    rows = list(Message.objects.whole().filter(pk__in=found))
    changed = [row.pk for row in rows if row.edited or row.deleted]
    edits = Edit.objects.filter(message__in=changed).order_by("-pk")
    first = dict(edits.values_list("message", "body")) if changed else {}
    return {
        (row.author_id, row.client_id): Said(
            row.room_id, first.get(row.pk, row.body), wire.whole(row)
        )
        for row in rows
        if row.author_id is not None
    }


def replied_to(drafts: Sequence[Draft]) -> set[tuple[int, int]]:
    """Which of the messages that these drafts reply to there are."""
    asked: dict[int, set[int]] = {}
    for draft in drafts:
        if draft.reply_to is not None:
            asked.setdefault(draft.room, set()).add(draft.reply_to)
    if not asked:
        return set()
    any_of = Q(*(Q(room=room, seq__in=seqs) for room, seqs in asked.items()), _connector=Q.OR)
    return set(Message.objects.filter(any_of).values_list("room", "seq"))


def files(drafts: Sequence[Draft]) -> dict[UUID, Attachment]:
    """The files that these drafts want to have, as far as no message has them yet."""
    most = settings.CHAT_LIMITS.attachments
    asked = {pk for draft in drafts if len(draft.attachments) <= most for pk in draft.attachments}
    found = Attachment.objects.filter(pk__in=asked, message=None) if asked else ()
    return {file.pk: file for file in found}
