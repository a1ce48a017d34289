"""How many ways in somebody may keep open: access tokens, invites and webhooks."""

from typing import Any

from django.db.models import QuerySet

from chat.protocol.frames import Refusal

MOST = 100  # of each


def allow_another(theirs: QuerySet[Any]) -> None:
    """Raise Refusal where somebody has as many of these as one may have."""
    if theirs.count() >= MOST:
        raise Refusal("too_many", limit=MOST)
