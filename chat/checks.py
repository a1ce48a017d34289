"""System checks of the chat."""

from django.conf import settings
from django.core.checks import Error, Warning, register

from chat.mini import providers

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


@register
def mini_login(app_configs, **kwargs):
    """Mini-programs find the platforms that the settings name."""
    try:
        providers(tuple(settings.MINI_LOGIN))
    except ImportError as error:
        hint = "MINI_LOGIN takes wechat, or the dotted path of a class."
        yield Error(f"MINI_LOGIN cannot be used: {error}", hint=hint, id="chat.E002")
    if "wechat" in settings.MINI_LOGIN and not (settings.WECHAT_APPID and settings.WECHAT_SECRET):
        hint = "Set WECHAT_APPID and WECHAT_SECRET as WeChat's console shows them."
        yield Error("WeChat will let nobody in: it does not know us.", hint=hint, id="chat.E003")
