"""Pages: health, the API and static files without a thread, everything else by Django."""

from django.conf import settings

from chat.api.door import Door
from chatsite.health import health
from chatsite.static import Files


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
        return await self.django_application(scope, receive, send)
