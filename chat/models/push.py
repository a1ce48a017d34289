"""Browsers to which somebody's messages are pushed while they are not here."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.models.access import Token
from chat.models.moderation import Ban

MOST = 20  # of a person; the oldest make room


class PushSubscriptionQuerySet(models.QuerySet["PushSubscription"]):
    """Questions about subscriptions."""

    def valid(self) -> "PushSubscriptionQuerySet":
        """Those to which may be pushed now: whoever made them is still signed in there."""
        now = timezone.now()
        sessions = Session.objects.filter(session_key=OuterRef("session"), expire_date__gt=now)
        tokens = Token.objects.valid().filter(pk=OuterRef("token"))
        bans = Ban.objects.in_force().filter(user=OuterRef("user"), room=None)
        return self.filter(
            Exists(sessions) | Exists(tokens),
            ~Exists(bans),
            Q(quiet_until=None) | Q(quiet_until__lt=now),
            user__is_active=True,
        )


class PushSubscription(models.Model):
    """A browser's own address at its push service, and the keys with which only it can read.

    It lasts as long as what its owner came in by: a session, or a token.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"))
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    session = models.CharField(max_length=40, null=True, db_index=True)
    token = models.ForeignKey(Token, models.CASCADE, null=True)
    # What of the account the session hangs on: another password ends both.
    proof = models.CharField(max_length=128)
    made = models.DateTimeField(_("created"), auto_now_add=True)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    quiet_until = models.DateTimeField(null=True)

    objects = PushSubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("push subscription"), _("push subscriptions")

    def __str__(self) -> str:
        return f"{self.user} · {self.made:%Y-%m-%d}"
