"""People whom another platform knows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PlatformAccount(models.Model):
    """Who of ours somebody is whom a platform of mini-programs knows by an openid."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"))
    provider = models.CharField(_("platform"), max_length=20)
    openid = models.CharField(max_length=128)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("platform account"), _("platform accounts")
        constraints = [
            models.UniqueConstraint(fields=["provider", "openid"], name="platform_account_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.provider}"
