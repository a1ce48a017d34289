"""The doors that a connection passes, in order: health, static files and Django for pages; the host
and then the path for sockets. Importing this module also gives the plain `daphne` command our server.
"""

import os
import sys

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
django_application = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402  after django.setup()
from daphne.cli import CommandLineInterface  # noqa: E402
from django.conf import settings  # noqa: E402

from chat.routing import websocket_urlpatterns  # noqa: E402
from chatsite.health import health  # noqa: E402
from chatsite.hosts import KnownHost  # noqa: E402
from chatsite.layer import open_layer  # noqa: E402
from chatsite.static import Files  # noqa: E402
from chatsite.wss.server import Server  # noqa: E402

CommandLineInterface.server_class = Server

open_layer(settings.CHANNEL_LAYER_URLS, settings.DATA_DIR)


class Pages:
    """HTTP: health and static files without a thread, everything else by Django."""

    def __init__(self):
        self.files = Files(settings.STATIC_ROOT)

    async def __call__(self, scope, receive, send):
        path = scope["path"]
        if path == "/healthz":
            return await health(scope, receive, send)
        name = path.removeprefix(settings.STATIC_URL)
        if name != path and scope["method"] in ("GET", "HEAD") and name in self.files:
            return await self.files(dict(scope, static=name), receive, send)
        return await django_application(scope, receive, send)


application = ProtocolTypeRouter(
    {
        "http": Pages(),
        "websocket": KnownHost(URLRouter(websocket_urlpatterns)),
    }
)
