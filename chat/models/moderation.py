"""What keeps somebody out or quiet, and what members complain of."""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.models.room import Room

M = TypeVar("M", bound="Measure")


class MeasureQuerySet(models.QuerySet[M]):
    """Questions about bans and mutes."""

    def in_force(self) -> Self:
        """Those that have not ended."""
        return self.filter(Q(ends=None) | Q(ends__gt=timezone.now()))

    def of_site(self, user: int) -> "Measure | None":
        """What is in force against somebody on the whole site, the longest of it."""
        longest = F("ends").desc(nulls_first=True)
        return self.in_force().filter(user=user, room=None).order_by(longest).first()


class Measure(models.Model):
    """What was decided against somebody, in one room, or on the whole site where none is named."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"))
    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, verbose_name=_("room"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    ends = models.DateTimeField(_("ends"), null=True, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.user} · {self.room or '*'}"


class Ban(Measure):
    """Keeps somebody out."""

    class Meta:
        verbose_name, verbose_name_plural = _("ban"), _("bans")
        indexes = [models.Index(fields=["user", "room"], name="ban_of")]


class Mute(Measure):
    """Lets somebody read, and say nothing."""

    class Meta:
        verbose_name, verbose_name_plural = _("mute"), _("mutes")
        indexes = [models.Index(fields=["user", "room"], name="mute_of")]


class Report(models.Model):
    """A message that a member complains of, until somebody with the power has looked at it."""

    class Outcome(models.TextChoices):
        DELETED = "deleted", _("message deleted")
        MUTED = "muted", _("author muted")
        BANNED = "banned", _("author banned")
        DISMISSED = "dismissed", _("nothing to object to")

    room = models.ForeignKey(Room, models.CASCADE, verbose_name=_("room"))
    seq = models.BigIntegerField(_("position"))
    body = models.TextField(_("text"))  # as it was then: its author may edit it away
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("author"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("reported by"),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome, blank=True, editable=False
    )
    closed = models.DateTimeField(_("closed"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("closed by"),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("report"), _("reports")
        constraints = [
            models.UniqueConstraint(fields=["room", "seq", "by"], name="report_once"),
        ]
        indexes = [models.Index(fields=["closed", "id"], name="report_open")]

    def __str__(self) -> str:
        return f"{self.room} {self.seq}"
