"""The site's settings, with processes that do only what they are told: none looks by itself."""

from chatsite.settings import *  # noqa: F403

CHAT_WATCH = 3600
