"""The site's settings over a channel layer that may be told to lose, repeat and reorder."""

from chatsite.settings import *  # noqa: F403

CHANNEL_LAYERS["default"]["BACKEND"] = "tests.faults.layer.FaultyLayer"  # noqa: F405
