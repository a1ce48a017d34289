"""Browsers that want to be pushed to, and what becomes of those that cannot be reached."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.utils import timezone

from chat.actions.outcome import Outcome
from chat.models import User
from chat.models.push import MOST, PushSubscription
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply

# How long one that cannot be reached is left alone, after each failure in a row; after the last it
# is forgotten. A night without a network of our own costs nobody their subscription.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 10, 60, 8 * 60)]


def subscribe(actor: int, endpoint: str, **about: object) -> Outcome[Reply]:
    """Push to this browser from now on, for whoever is signed in there now."""
    user = User.objects.filter(pk=actor, is_active=True).first()
    if user is None:
        raise Refusal("not_signed_in")
    fresh = {**about, "user": user, "proof": user.get_session_auth_hash()}
    PushSubscription.objects.update_or_create(
        endpoint=endpoint, defaults={**fresh, "failures": 0, "quiet_until": None}
    )
    kept = PushSubscription.objects.filter(user=user).order_by("-pk")
    PushSubscription.objects.filter(pk__in=list(kept.values_list("pk", flat=True)[MOST:])).delete()
    return Outcome(Reply())


def unsubscribe(actor: int, endpoint: str) -> Outcome[Reply]:
    """Push to this browser of theirs no more; harmless where it is not."""
    PushSubscription.objects.filter(user=actor, endpoint=endpoint).delete()
    return Outcome(Reply())


def note_pushes(
    reached: Collection[int], failed: Mapping[int, int], gone: Collection[int]
) -> Outcome[Reply]:
    """Write down how pushes ended, by subscription; of the failed, how many had failed before."""
    lost = [pk for pk, before in failed.items() if before >= len(PAUSES)]
    PushSubscription.objects.filter(pk__in=[*gone, *lost]).delete()
    for before, pause in enumerate(PAUSES):
        these = [pk for pk, failures in failed.items() if failures == before]
        if these:
            PushSubscription.objects.filter(pk__in=these).update(
                failures=before + 1, quiet_until=timezone.now() + pause
            )
    if reached:
        PushSubscription.objects.filter(pk__in=reached).update(failures=0, quiet_until=None)
    return Outcome(Reply())
