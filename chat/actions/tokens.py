"""Access tokens: how programs sign in."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from chat.actions.allowance import allow_another
from chat.actions.members import people, refuse_guest
from chat.actions.outcome import Outcome
from chat.lines import one_line
from chat.models import Token, wire
from chat.models.access import digest
from chat.protocol.frames import Refusal
from chat.protocol.replies import NewToken, Reply
from chat.protocol.things import Scope

PREFIX = "chat_"  # by which scanners of published code know a leaked one


def make(
    actor: int, name: str, days: int | None = None, scopes: Sequence[Scope] = ("chat",)
) -> Outcome[NewToken]:
    """A new token of the actor's; without `days` it never expires."""
    (user,) = people({actor})
    refuse_guest(user)
    allow_another(Token.objects.valid().filter(user=user))
    secret = PREFIX + secrets.token_urlsafe(32)
    row = Token.objects.create(
        user=user,
        name=one_line(name)[:80] or "–",
        start=secret[:12],
        digest=digest(secret),
        scopes=list(scopes),
        expires=timezone.now() + timedelta(days=days) if days else None,
    )
    return Outcome(NewToken(token=wire.token(row), secret=secret))


def revoke(actor: int, token: int) -> Outcome[Reply]:
    """A token of the actor's lets nobody in from now on; saying it twice is harmless."""
    row = Token.objects.filter(pk=token, user=actor).first()
    if row is None:
        raise Refusal("not_found")
    row.revoked = row.revoked or timezone.now()
    row.save(update_fields=["revoked"])
    return Outcome(Reply())


def unrevoked(ids: Sequence[int]) -> QuerySet[Token]:
    """Those of these tokens that nobody has revoked, with their owners."""
    return Token.objects.filter(pk__in=ids, revoked=None).select_related("user").order_by("pk")
