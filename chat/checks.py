"""System checks of the chat."""

from django.conf import settings
from django.core.checks import Warning, register

IN_MEMORY = "channels.layers.InMemoryChannelLayer"


@register(deploy=True)
def channel_layer(app_configs, **kwargs):
    """Messages reach people on every process."""
    if settings.CHANNEL_LAYERS["default"]["BACKEND"] != IN_MEMORY:
        return []
    return [
        Warning(
            "The channel layer is in memory: people on different processes do not hear each other.",
            hint="Install Redis or Valkey (apt install redis-server), or set CHANNEL_LAYER_URL.",
            id="chat.W001",
        )
    ]
