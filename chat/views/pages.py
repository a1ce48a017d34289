"""The pages that people open."""

from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

TEXTS = {"vi": "chat/js/locale/vi.js", "zh-hans": "chat/js/locale/zh-hans.js"}
ANY_SOCKET = "connect-src 'self' ws: wss:"  # visitors may type the address of any server


@require_safe
def test(request):
    """The test page: a client for this site's own wss addresses, and for any other."""
    host = request.get_host()
    site = {
        "scheme": "wss" if request.is_secure() else "ws",
        "host": host,
        "port": urlsplit(f"//{host}").port,
    }
    texts = TEXTS.get(get_language(), "chat/js/locale/en.js")
    response = render(request, "test.html", {"site": site, "texts": texts})
    response["Content-Security-Policy"] = f"{settings.CONTENT_SECURITY_POLICY}; {ANY_SOCKET}"
    return response
