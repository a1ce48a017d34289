"""The doors that a connection passes: pages by `Pages`; sockets by their host, then by their path.

Importing this module also gives the plain `daphne` command our server.
"""

import gc
import os
import sys
import tempfile
from pathlib import Path

gc.disable()  # while all is loaded: looking through it again and again takes a fifth of a start

from django.core.asgi import get_asgi_application  # noqa: E402

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatsite.settings")
django_application = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402  after django.setup()
from daphne.cli import CommandLineInterface  # noqa: E402
from django.conf import settings  # noqa: E402

from chat.lifetime import lifetime  # noqa: E402
from chat.routing import websocket_urlpatterns  # noqa: E402
from chatsite import logs  # noqa: E402
from chatsite.access import LoggedServer  # noqa: E402
from chatsite.first_run import what_is_missing  # noqa: E402
from chatsite.hosts import KnownHost  # noqa: E402
from chatsite.layer import open_layer  # noqa: E402
from chatsite.pages import Pages  # noqa: E402

logs.begin(settings.LOG_FORMAT)

if missing := what_is_missing():
    sys.exit(missing)  # one sentence; an exception would bury it

CommandLineInterface.server_class = LoggedServer
open_layer(settings.CHANNEL_LAYER_URLS, settings.DATA_DIR)

# What is too long for memory waits on DATA_DIR's disk: /tmp is memory on many machines.
tempfile.tempdir = str(settings.DATA_DIR / "tmp")
Path(tempfile.tempdir).mkdir(mode=0o700, parents=True, exist_ok=True)

application = ProtocolTypeRouter(
    {
        "lifespan": lifetime,
        "http": Pages(django_application),
        "websocket": KnownHost(URLRouter(websocket_urlpatterns)),
    }
)

# What is loaded lives as long as the process: the collector need never look through it.
gc.freeze()
gc.enable()
