"""Second factors of somebody who has lost them."""

from allauth.mfa.models import Authenticator

from chat.actions.audit import record
from chat.actions.outcome import Outcome
from chat.models import User
from chat.protocol.replies import Reply


def drop(actor: int | None, user: User) -> Outcome[Reply]:
    """Let somebody sign in by password alone; `actor` is None where whoever runs the site does it.

    Whoever calls knows that the actor may, and that it is really their owner who has asked.
    """
    Authenticator.objects.filter(user=user).delete()
    record(actor, "user.factors", None, user.username, user=user.pk)
    return Outcome(Reply())
