"""The pages that people open."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

TRANSLATED = ("vi", "zh-hans")
ANY_SOCKET = "connect-src 'self' ws: wss:"  # visitors may type the address of any server


@require_safe
@login_required
def chat(request):
    """The chat itself, for people who are signed in."""
    return render(request, "chat.html", {"texts": texts("chat/js/locale/chat")})


@require_safe
def test(request):
    """The test page: a client for this site's own wss addresses, and for any other."""
    host = request.get_host()
    site = {
        "scheme": "wss" if request.is_secure() else "ws",
        "host": host,
        "port": urlsplit(f"//{host}").port,
    }
    response = render(request, "test.html", {"site": site, "texts": texts("chat/js/locale")})
    response["Content-Security-Policy"] = f"{settings.CONTENT_SECURITY_POLICY}; {ANY_SOCKET}"
    return response


def texts(folder):
    """The module with a page's texts in the language of whoever asks."""
    language = get_language()
    return f"{folder}/{language if language in TRANSLATED else 'en'}.js"
