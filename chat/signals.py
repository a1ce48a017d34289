"""What is decided about somebody's access reaches their sockets at once, whoever decided it.

Each socket then looks whether it may stay (`consumers.chat.entry`): the others of the same person
are not closed because one token was revoked, or one browser signed out.
"""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from chat import events
from chat.journal import tell_later
from chat.models import Ban, PushSubscription, Token, User
from chat.protocol.frames import Close

QUIET = {"last_login"}  # changes of an account that say nothing about its access


@receiver(post_save, sender=User)
def account_changed(
    instance: User, created: bool, update_fields: frozenset[str] | None, **_: Any
) -> None:
    """An account may have been closed, or have another password."""
    if not created and (not update_fields or update_fields - QUIET):
        look_again(instance.pk)


@receiver(post_delete, sender=User)
def account_deleted(instance: User, **_: Any) -> None:
    """An account is no more."""
    look_again(instance.pk)


@receiver(post_save, sender=Token)
def token_changed(instance: Token, created: bool, **_: Any) -> None:
    """A token may have been revoked."""
    if not created:
        look_again(instance.user_id)


@receiver(post_delete, sender=Token)
def token_deleted(instance: Token, **_: Any) -> None:
    """A token is no more."""
    look_again(instance.user_id)


@receiver(post_save, sender=Ban)
def banned(instance: Ban, **_: Any) -> None:
    """Somebody may not use the site."""
    if instance.room_id is None:
        look_again(instance.user_id)


@receiver(post_delete, sender=Session)
def signed_out(instance: Session, **_: Any) -> None:
    """Somebody has signed out of one browser, which is pushed to and listed no more."""
    UserSession.objects.filter(session_key=instance.session_key).delete()
    PushSubscription.objects.filter(session=instance.session_key).delete()
    if user := instance.get_decoded().get("_auth_user_id"):
        look_again(int(user))


def look_again(user: int) -> None:
    """Have every socket of this user look whether it may stay, once this is on disk."""

    tell_later([events.closing(user, Close.SIGNED_OUT)])
