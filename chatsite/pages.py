"""Pages: health, the API and static files without a thread, everything else by Django."""

import io

from django.conf import settings
from django.core.handlers.asgi import ASGIRequest

from chat.api.door import Door
from chat.protocol.frames import Refusal
from chat.refusals import refused
from chatsite.health import health
from chatsite.static import Files
from chatsite.wss.requests import NO_ROOM


class Pages:
    """An ASGI application for HTTP, in front of Django's."""

    def __init__(self, django_application):
        self.django_application = django_application
        self.api = Door()
        self.files = Files(settings.STATIC_ROOT)

    async def __call__(self, scope, receive, send):
        path = scope["path"]
        if path == "/healthz":
            return await health(scope, receive, send)
        if path.startswith("/api/") and path != "/api/":
            return await self.api(scope, receive, send)
        name = path.removeprefix(settings.STATIC_URL)
        if name != path and scope["method"] in ("GET", "HEAD") and name in self.files:
            return await self.files(dict(scope, static=name), receive, send)
        try:
            return await self.django_application(scope, receive, send)
        except OSError as error:  # Django copies a long body to a file before it does anything
            if error.errno not in NO_ROOM:
                raise
            await no_room(scope, send)


async def no_room(scope, send):
    """507, in the words that a chat's file is refused with."""
    response = refused(ASGIRequest(scope, io.BytesIO()), Refusal("no_room"))
    headers = [(name.lower().encode(), value.encode()) for name, value in response.items()]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": response.content})
