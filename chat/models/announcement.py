"""What whoever runs the site tells everybody."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Questions about announcements."""

    def standing(self) -> "AnnouncementQuerySet":
        """Those that are shown now, or will be, by pages that are open then."""
        return self.filter(Q(ends=None) | Q(ends__gt=timezone.now())).order_by("-pk")


class Announcement(models.Model):
    """A line that everybody sees, for as long as it stands."""

    text = models.CharField(_("text"), max_length=500)
    starts = models.DateTimeField(_("starts"), default=timezone.now)
    ends = models.DateTimeField(_("ends"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("made by"),
    )

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("announcement"), _("announcements")

    def __str__(self) -> str:
        return self.text
