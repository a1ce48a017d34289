"""The app and its system checks."""

from django.apps import AppConfig


class WssConfig(AppConfig):
    name = "chatsite.wss"
    verbose_name = "wss"

    def ready(self):
        from chatsite.wss import checks  # noqa: F401  registers them
