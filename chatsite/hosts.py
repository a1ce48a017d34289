"""The Host that a page's request or a socket's handshake names must be one of ours.

Who runs the site is told in one line what to set, and so is whoever sees the refusal.
"""

import logging

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http.request import split_domain_port, validate_host
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

logger = logging.getLogger(__name__)


def cure(host):
    """What to tell whoever runs a site that people ask for by a name it does not know."""
    if not split_domain_port(host)[0]:  # no name at all: nothing to copy into a file
        return f"{host[:100]!r} is not a name of this site, whose SITE_URL is {settings.SITE_URL}."
    return (
        f"{host!r} is not a name of this site. If it should be, set SITE_URL=https://{host} in "
        f".env and start the server again; now SITE_URL is {settings.SITE_URL}."
    )


class ToldInALine(logging.Filter):
    """Makes Django's word about a foreign Host one line with the cure, without a traceback."""

    def filter(self, record):
        if request := getattr(record, "request", None):
            record.msg, record.args = (
                "Refused a page: %s",
                (cure(request.META.get("HTTP_HOST", "")),),
            )
        record.levelno, record.levelname = logging.WARNING, "WARNING"  # it is no fault of ours
        record.exc_info = record.exc_text = None
        return True


@requires_csrf_token
def bad_request(request, exception):
    """The page for a request that cannot be answered; for a foreign Host it names both names."""
    context = {}
    if isinstance(exception, DisallowedHost):
        host = request.META.get("HTTP_HOST", "")
        context = {"foreign_host": host[:100], "site_url": settings.SITE_URL}
    return render(request, "400.html", context, status=400)


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
