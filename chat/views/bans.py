"""Pages that ask Django who somebody is, the admin panel's above all, know of bans by this."""

from asyncio import iscoroutinefunction
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from chat.identity import by_session
from chat.pool import reads
from chat.protocol.frames import Refusal
from chat.views.refused import refused


class Bans(MiddlewareMixin):
    """Shows nothing but the reason to whoever may not use the site; our own views ask themselves.

    It says nothing to who is merely signed out: that is the view's to say.
    """

    async def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *about: Any
    ) -> HttpResponse | None:
        """The reason, or None to go on."""
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if key and not iscoroutinefunction(view):
            try:
                await reads.ask(by_session, key)
            except Refusal as refusal:
                if refusal.code == "banned":
                    return refused(request, refusal)
        return None
