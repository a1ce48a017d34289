"""When an access token, a webhook or a session was last used."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.utils import timezone

from chat.actions.outcome import Outcome
from chat.models import Token, Webhook
from chat.protocol.replies import Reply

Usable = type[Token] | type[Webhook]
MINUTE = timedelta(minutes=1)


def see(actor: int, key: str) -> Outcome[Reply]:
    """Write down that the session with this key is used now, as that of a token."""
    now = timezone.now()
    mine = UserSession.objects.filter(user=actor, session_key=key)
    mine.filter(last_seen_at__lt=now - MINUTE).update(last_seen_at=now)
    return Outcome(Reply())


def use(actor: int, kind: Usable, pk: int) -> Outcome[Reply]:
    """Write down that it is used now, unless that was done within the minute."""
    now = timezone.now()
    kind.objects.filter(pk=pk).exclude(used__gt=now - MINUTE).update(used=now)
    return Outcome(Reply())
