"""The Host that a socket's handshake names: as for pages, it must be one of ours."""

import logging

from django.conf import settings
from django.http.request import split_domain_port, validate_host

logger = logging.getLogger(__name__)


def cure(host):
    """What to tell whoever runs a site that people ask for by a name it does not know."""
    return (
        f"{host!r} is not a name of this site. If it should be, set SITE_URL=https://{host} in "
        f".env and start the server again; now SITE_URL is {settings.SITE_URL}."
    )


class KnownHost:
    """Refuses a handshake for a foreign Host with a 400 that names the setting to change.

    A page of somebody's that points its own name at our address (DNS rebinding) stops here.
    """

    def __init__(self, application):
        self.application = application

    async def __call__(self, scope, receive, send):
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        domain = split_domain_port(host)[0]
        if domain and validate_host(domain, settings.ALLOWED_HOSTS):
            await self.application(scope, receive, send)
        else:
            logger.warning("Refused a socket: %s", cure(host))
            await refuse(scope, receive, send, 400, cure(host))


async def refuse(scope, receive, send, status, text):
    """Answer a handshake with this status and text, or with the server's own 403 where it must."""
    await receive()  # websocket.connect
    if "websocket.http.response" in scope.get("extensions", {}):
        headers = [(b"content-type", b"text/plain; charset=utf-8")]
        await send({"type": "websocket.http.response.start", "status": status, "headers": headers})
        await send({"type": "websocket.http.response.body", "body": text.encode()})
    else:
        await send({"type": "websocket.close"})
