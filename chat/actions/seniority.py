"""Against whom somebody who runs the site may use a power."""

from chat.models import User
from chat.protocol.frames import Refusal


def above(actor: int, user: int, oneself: bool = False) -> User:
    """Somebody, locked, against whom the actor may act; raises Refusal.

    Superusers are left to superusers: else a permission to change accounts would lead to all.
    """
    found = {row.pk: row for row in User.objects.filter(pk__in={actor, user})}
    if actor not in found or user not in found:
        raise Refusal("not_found")
    if actor == user and not oneself:
        raise Refusal("yourself")
    if found[user].is_superuser and not found[actor].is_superuser:
        raise Refusal("above_you")
    return User.objects.select_for_update(no_key=True).get(pk=user)
