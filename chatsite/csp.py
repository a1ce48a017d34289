"""The Content-Security-Policy header on every page of Django's."""

from django.conf import settings
from django.utils.deprecation import MiddlewareMixin


class ContentSecurityPolicy(MiddlewareMixin):
    """The site's policy on each response that has none of its own."""

    def process_response(self, request, response):
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        return response

    async def __acall__(self, request):
        # Without the mixin's hop to a thread, which costs more than the header.
        response = await self.get_response(request)  # type: ignore[misc]  # a coroutine, here
        return self.process_response(request, response)
