"""The site's settings, with processes that give signs of life ten times as often."""

from chatsite.settings import *  # noqa: F403

CHAT_SIGN_OF_LIFE = 0.5
