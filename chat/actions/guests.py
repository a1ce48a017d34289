"""Guests: people who come in by a name alone, and are forgotten when they stay away."""

import secrets
from datetime import timedelta

from django.utils import timezone

from chat import text
from chat.actions.invites import admit
from chat.actions.members import leave_all
from chat.actions.outcome import Outcome
from chat.lines import one_line
from chat.models import User, wire
from chat.models.message import has_spoken
from chat.protocol.frames import Refusal
from chat.protocol.replies import Profile, Reply

DAYS = 30  # after which a guest who stays away is forgotten: their session ended long before


def come(name: str, code: str | None) -> Outcome[Profile]:
    """Somebody new under a name of their choice, let in by the link with this code, if any."""
    shown = one_line(text.shown(name))
    if text.is_blank(shown):
        raise Refusal("blank_name")
    guest = User(username=f"guest-{secrets.token_hex(5)}", display_name=shown, is_guest=True)
    guest.set_unusable_password()
    guest.save()
    return Outcome(Profile(user=wire.user(guest)), admit(guest, code) if code else [])


def stale(days: int = DAYS) -> list[int]:
    """The guests who have not come for so many days."""
    away = timezone.now() - timedelta(days=days)
    guests = User.objects.filter(is_guest=True, is_active=True, date_joined__lt=away)
    return list(guests.exclude(last_login__gt=away).values_list("pk", flat=True))


def forget(guest: int) -> Outcome[Reply]:
    """Let a guest be in no room and come in no more; who has said nothing leaves no trace."""
    user = User.objects.select_for_update().get(pk=guest, is_guest=True)
    told = leave_all(user)
    if has_spoken(user):
        user.is_active = False
        user.save(update_fields=["is_active"])
    else:
        user.delete()
    return Outcome(Reply(), told)
