"""When an access token or a webhook was last used."""

from datetime import timedelta

from django.utils import timezone

from chat.actions.outcome import Outcome
from chat.models import Token, Webhook
from chat.protocol.replies import Reply

Usable = type[Token] | type[Webhook]
MINUTE = timedelta(minutes=1)


def use(actor: int, kind: Usable, pk: int) -> Outcome[Reply]:
    """Write down that it is used now, unless that was done within the minute."""
    now = timezone.now()
    kind.objects.filter(pk=pk).exclude(used__gt=now - MINUTE).update(used=now)
    return Outcome(Reply())
