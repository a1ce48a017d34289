"""Who asks for something by HTTP: the owner of an access token, or whoever a page has signed in."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from chat.consumers import identity
from chat.pool import reads
from chat.protocol.frames import Refusal
from chat.protocol.things import User


class Csrf(CsrfViewMiddleware):
    """Django's check that a page of ours has sent this; raises Refusal."""

    def _reject(self, request, reason):
        raise Refusal("csrf_failed")


def never(request: HttpRequest) -> HttpResponse:
    """Stands where Django's check wants a view, which it does not call."""
    raise NotImplementedError


csrf = Csrf(never)


async def asker(request: HttpRequest) -> User:
    """Who asks; raises Refusal. A wrong token is not made good by a cookie that is there as well.

    No browser adds a token by itself, so that only who comes by a cookie must prove its page.
    """
    if authorization := request.headers.get("Authorization"):
        kind, _, secret = authorization.partition(" ")
        known = kind.lower() == "bearer"
        user = await reads.ask(identity.by_token, secret.strip()) if known else None
    else:
        cookies = request.META.get("HTTP_COOKIE", "")
        user = await reads.ask(identity.by_session, cookies) if cookies else None
        if user:
            csrf.process_view(request, never, (), {})
    if not user:
        raise Refusal("not_signed_in")
    return user
