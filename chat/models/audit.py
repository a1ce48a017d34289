"""What was done with a power over others."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chat.models.room import Room


class Audit(models.Model):
    """One use of a power: who did what, to whom or what, where, when."""

    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who did it"),
    )
    action = models.CharField(_("action"), max_length=40)  # as "message.delete", "member.ban"
    target = models.CharField(_("target"), max_length=200, blank=True)
    room = models.ForeignKey(Room, models.SET_NULL, null=True, verbose_name=_("room"))
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name, verbose_name_plural = _("audit entry"), _("audit log")
        indexes = [models.Index(fields=["action", "id"], name="audit_by_action")]

    def __str__(self) -> str:
        return f"{self.action} {self.target}"
