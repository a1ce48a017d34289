"""The site as an app: it brings the command `serve`, and a folder for what is kept."""

from contextlib import suppress

from django.apps import AppConfig
from django.conf import settings


class SiteConfig(AppConfig):
    name = "chatsite"
    verbose_name = "Chatsite"

    def ready(self):
        with suppress(OSError):  # whoever writes there says what is wrong with it
            settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
