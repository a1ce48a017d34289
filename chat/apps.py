"""The app and its system checks and signals."""

from django.apps import AppConfig
from django.contrib.admin import apps
from django.utils.translation import gettext_lazy as _


class ChatConfig(AppConfig):
    default = True
    name = "chat"
    verbose_name = _("Chat")

    def ready(self):
        from chat import checks, signals  # noqa: F401  registers them


class PanelConfig(apps.AdminConfig):
    """Django's admin panel behind our door."""

    default = False
    default_site = "chat.panel.Site"
