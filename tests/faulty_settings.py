"""The site's settings, with a channel layer that loses, repeats and reorders, for real servers.

`new_site(DJANGO_SETTINGS_MODULE="tests.faulty_settings")`, for `daphne` as for `serve`.
"""

from chatsite.settings import *  # noqa: F403
from chatsite.settings import CHANNEL_LAYERS

CHANNEL_LAYERS["default"]["BACKEND"] = "tests.faulty_layer.FaultyRedis"
