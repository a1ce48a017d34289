"""The pages that people open."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from chat.identity import of_session
from chat.models import User
from chat.pool import reads
from chat.protocol.frames import Refusal
from chat.views.first import first
from chat.views.refused import refused

TRANSLATED = ("vi", "zh-hans")
ANY_SOCKET = "connect-src 'self' ws: wss:"  # visitors may type the address of any server
LAST_ROOM = "room"  # the cookie in which the page keeps which room was looked at last


@require_safe
async def chat(request: HttpRequest, room: int | None = None) -> HttpResponse:
    """The chat itself, for people who are signed in; at `room`, if that is named."""
    try:
        who = await of_session(request)
        if who is None:
            return redirect_to_login(request.get_full_path())
        carried = await first(who.user, room, request.COOKIES.get(LAST_ROOM, ""))
        user = await reads.ask(User.objects.get, pk=who.user.id)
    except Refusal as refusal:
        if refusal.code == "not_found" and room:
            return redirect("join_room", room)  # it may be one that anybody may join
        return refused(request, refusal)
    get_token(request)  # sets the cookie by which the page's own requests prove that they are its
    about = {"first": carried.script(), "user": user, "texts": texts("chat/js/locale/chat")}
    response = render(request, "chat.html", about)
    response.headers["Cache-Control"] = "no-store"  # whoever signs out leaves nothing behind
    return response


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
