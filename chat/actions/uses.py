"""When a token was last used."""

from datetime import timedelta

from django.utils import timezone

from chat.actions.outcome import Outcome
from chat.models import Token
from chat.protocol.replies import Reply

MINUTE = timedelta(minutes=1)


def use_token(actor: int, digest: str) -> Outcome[Reply]:
    """Write down that a token is used now, unless that was done within the minute."""
    now = timezone.now()
    tokens = Token.objects.filter(digest=digest, user=actor)
    tokens.exclude(used__gt=now - MINUTE).update(used=now)
    return Outcome(Reply())
