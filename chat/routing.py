"""The doors for sockets. All of them but `/` lie below /wss, so that a proxy needs one location."""

from django.urls import re_path

from chat.consumers.broadcast import Broadcast
from chat.consumers.chat import Chat
from chat.consumers.echo import Echo
from chat.consumers.nowhere import Nowhere
from chat.consumers.whoami import Whoami

websocket_urlpatterns = [
    re_path(r"^(?:wss/?)?$", Echo.as_asgi()),
    re_path(r"^wss/broadcast/(?P<name>[^/]{1,100})/?$", Broadcast.as_asgi()),
    re_path(r"^wss/chat/?$", Chat.as_asgi()),
    re_path(r"^wss/whoami/?$", Whoami.as_asgi()),
    re_path(r"", Nowhere.as_asgi()),
]
