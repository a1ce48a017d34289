"""The site as an app: it brings the command `serve`."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "chatsite"
    verbose_name = "Chatsite"
