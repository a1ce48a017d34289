"""People who are to be forgotten, until they are; and what there still is of one."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models


class Erasure(models.Model):
    """Somebody whose account is closed for ever and taken apart, a portion in each commit."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True)
    messages = models.BooleanField()  # whether what they said is purged, too
    asked = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"#{self.pk}"


def erased() -> list[int]:
    """Everybody who is to be forgotten, the longest waiting first."""
    return list(Erasure.objects.order_by("asked").values_list("pk", flat=True))


def sessions_of(user: int) -> list[str]:
    """The keys of somebody's sessions, which say whose they are only when they are opened."""
    return [
        session.session_key
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(user)
    ]
