"""The Content-Security-Policy header on every page of Django's."""

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.utils.decorators import sync_and_async_middleware


@sync_and_async_middleware
def content_security_policy(get_response):
    """Middleware: the site's policy on each response that has none of its own."""

    def guard(response):
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        return response

    if iscoroutinefunction(get_response):

        async def middleware(request):
            return guard(await get_response(request))
    else:

        def middleware(request):
            return guard(get_response(request))

    return middleware
