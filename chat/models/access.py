"""Who may come in, and by what. Secrets are hashed."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.models.moderation import Ban
from chat.models.room import Room

# Made by an account that is not closed, or by one that is no more.
OF_SOMEBODY = Q(made_by=None) | Q(made_by__is_active=True)


def digest(secret: str) -> str:
    """What is stored of a secret: its SHA-256, since all of ours are long and random."""
    return hashlib.sha256(secret.encode()).hexdigest()


class TokenQuerySet(models.QuerySet["Token"]):
    """Questions about access tokens."""

    def valid(self) -> "TokenQuerySet":
        """Those that let their owner in now."""
        fresh = Q(expires=None) | Q(expires__gt=timezone.now())
        return self.filter(fresh, revoked=None, user__is_active=True)

    def by_digest(self, digest: str) -> "Token | None":
        """The valid token of which this is stored, and its owner."""
        return self.valid().select_related("user").filter(digest=digest).first()

    def by_secret(self, secret: str) -> "Token | None":
        """The valid token with this secret, and its owner."""
        return self.by_digest(digest(secret))


class Token(models.Model):
    """An access token of somebody's: shown once, stored as its SHA-256 (it is random enough)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"))
    name = models.CharField(_("name"), max_length=80)
    start = models.CharField(_("begins with"), max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("scopes"), default=list)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    expires = models.DateTimeField(_("expires"), null=True, blank=True)
    used = models.DateTimeField(_("last used"), null=True, editable=False)
    revoked = models.DateTimeField(_("revoked"), null=True, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("access token"), _("access tokens")

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"


class InviteQuerySet(models.QuerySet["Invite"]):
    """Questions about invites."""

    def usable(self) -> "InviteQuerySet":
        """Those that let somebody in now: none of whoever may not use the site themselves."""
        fresh = Q(expires=None) | Q(expires__gt=timezone.now())
        bans = Ban.objects.in_force().filter(user=OuterRef("made_by"), room=None)
        left = Q(most_uses=None) | Q(uses__lt=F("most_uses"))
        return self.filter(fresh, left, OF_SOMEBODY, ~Exists(bans))

    def by_code(self, code: str) -> "Invite | None":
        """The invite with this code, its room, and who made it."""
        known = self.select_related("room", "made_by").filter(digest=digest(code))
        return known.first()


class Invite(models.Model):
    """A link by which people come into a room; without a room, only to the site."""

    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, verbose_name=_("room"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("made by")
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    expires = models.DateTimeField(_("expires"), null=True, blank=True)
    uses = models.PositiveIntegerField(_("uses"), default=0, editable=False)
    most_uses = models.PositiveIntegerField(_("most uses"), null=True, blank=True)

    objects = InviteQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("invite"), _("invites")

    def __str__(self) -> str:
        return f"{self.room or '*'} · {self.created:%Y-%m-%d}"


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Questions about incoming webhooks."""

    def by_secret(self, secret: str) -> "Webhook | None":
        """The webhook whose address has this secret, and its bot."""
        speaking = self.filter(digest=digest(secret), bot__is_active=True)
        return speaking.filter(OF_SOMEBODY).select_related("bot", "made_by").first()


class Webhook(models.Model):
    """An address to which another program posts; what it says appears in the room as the bot's."""

    room = models.ForeignKey(Room, models.CASCADE, verbose_name=_("room"))
    bot = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("bot")
    )
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    used = models.DateTimeField(_("last used"), null=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("incoming webhook"), _("incoming webhooks")

    def __str__(self) -> str:
        return self.name
