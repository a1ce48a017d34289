"""The way of a request to the API, without the middleware of pages.

Nine of ten microseconds of a small answer went into Django's middleware and signals, each of which
hops to a thread and back. Nothing here does: who asks is known by the API itself, the database is
asked in the chat's own lanes, and what remains of the middleware is a few headers.
"""

import io
import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestAborted
from django.core.handlers.asgi import ASGIHandler
from django.urls import Resolver404, resolve, reverse

from chat.protocol.frames import Refusal
from chat.refusals import refused

logger = logging.getLogger(__name__)

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Door(ASGIHandler):
    """An ASGI application for everything below /api/; its views are coroutines."""

    def load_middleware(self, is_async=False):
        """There is none."""

    async def __call__(self, scope, receive, send):
        try:
            body = await read(receive)
        except RequestAborted:  # whoever asked has gone: half a request is none
            return None
        made: Any = self.create_request(scope, body or io.BytesIO())
        request, response = made
        if request is None:  # a path that is no UTF-8
            return await self.send_response(response, send)
        response = await respond(request) if body else refused(request, too_big())
        decorate(request, response)
        await self.send_response(response, send)


async def read(receive):
    """The whole body; None of one that is too big, of which no more than that is kept."""
    body, size, more = io.BytesIO(), 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RequestAborted
        chunk, more = message.get("body", b""), message.get("more_body", False)
        size += len(chunk)
        if size <= settings.WSS_MAX_MESSAGE_BYTES:
            body.write(chunk)
    body.seek(0)
    return body if size <= settings.WSS_MAX_MESSAGE_BYTES else None


def too_big():
    return Refusal("too_big", limit=settings.WSS_MAX_MESSAGE_BYTES)


async def respond(request):
    """What the view answers, or a refusal: whatever goes wrong is told in JSON."""
    match = None
    try:
        request.get_host()
        match = resolve(request.path_info)
        return await match.func(request, *match.args, **match.kwargs)
    except DisallowedHost:
        return refused(request, Refusal("foreign_host"))
    except Resolver404:
        return refused(request, Refusal("no_such_path", document=reverse("openapi")))
    except Exception:  # its route, for a path may hold a webhook's secret
        logger.exception("The API failed at %s %s", request.method, match and match.route)
        return refused(request, Refusal("failed"))


def decorate(request, response):
    """Add what browsers are to keep to."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not response.streaming:
        response.headers["Content-Length"] = str(len(response.content))
    if settings.SECURE_HSTS_SECONDS and request.is_secure():
        response.headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
