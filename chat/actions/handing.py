"""What hangs on messages, handed from one account to another. The rooms are locked by whoever
calls; what the receiver has already is not doubled.
"""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Model, QuerySet, Value
from django.db.models.functions import Replace

from chat.models import Attachment, Edit, Mention, Message, Reaction

Hand = Callable[[int, int, Collection[int]], None]


def authored(source: int, target: int, messages: Collection[int]) -> None:
    """Let these messages be by the target."""
    theirs = Message.objects.filter(pk__in=messages, author=source)
    same = Message.objects.filter(author=target, client_id__in=theirs.values("client_id"))
    for row in theirs.filter(client_id__in=list(same.values_list("client_id", flat=True))):
        row.client_id = uuid.uuid4()  # an id that both have used names one message of each
        row.save(update_fields=["client_id"])
    theirs.update(author=target)


def mentioned(source: int, target: int, messages: Collection[int]) -> None:
    """Let these messages name the target where they named the source."""
    rows = Mention.objects.filter(message__in=messages)
    both = list(rows.filter(user=target).values_list("message", flat=True))
    rows.filter(user=source, message__in=both).delete()
    rows.filter(user=source).update(user=target)
    before, after = (Value(f'data-user="{user}"') for user in (source, target))
    Message.objects.filter(pk__in=messages).update(html=Replace("html", before, after))


def reacted(source: int, target: int, messages: Collection[int]) -> None:
    """Let the emoji that the source gave to these messages be the target's."""
    rows = Reaction.objects.filter(message__in=messages)
    given = set(rows.filter(user=target).values_list("message", "emoji"))
    theirs = rows.filter(user=source).values_list("pk", "message", "emoji")
    double = [pk for pk, *gift in theirs if tuple(gift) in given]
    rows.filter(pk__in=double).delete()
    rows.filter(user=source).update(user=target)


@dataclass(frozen=True, slots=True)
class Kind:
    """Something of somebody's on messages: where it is found, and how it is handed over."""

    model: type[Model]
    owner: str  # the field that says whose it is
    message: str  # the field that says on which message
    hand: Hand

    def of(self, user: int) -> QuerySet[Model]:
        """All of somebody's, the oldest first."""
        return self.model._default_manager.filter(**{self.owner: user}).order_by("pk")

    def messages(self, user: int, most: int) -> set[int]:
        """The messages on which the first of them are."""
        return set(self.of(user).values_list(self.message, flat=True)[:most])


KINDS = (
    Kind(Message, "author", "pk", authored),
    Kind(Mention, "user", "message", mentioned),
    Kind(Reaction, "user", "message", reacted),
)
ASIDE = ((Attachment, "owner"), (Edit, "by"))  # of which no client hears


def aside(source: int, target: int, most: int) -> bool:
    """Hand over so much of what no client sees; whether there was any."""
    found = False
    for model, owner in ASIDE:
        rows = model._default_manager.filter(**{owner: source}).order_by("pk")
        some = list(rows.values_list("pk", flat=True)[:most])
        model._default_manager.filter(pk__in=some).update(**{owner: target})
        found |= bool(some)
    return found
