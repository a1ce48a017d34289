"""Who asks: the owner of an access token, or whoever a page of ours has signed in."""

from typing import Any, Self

from django.conf import settings
from dmr import APIError
from dmr.openapi.objects import SecurityScheme
from dmr.security import AsyncAuth
from dmr.security.csrf import CSRFAuthMixin

from chat.consumers import identity
from chat.models import Ban, Token, wire
from chat.pool import reads
from chat.protocol.frames import Refusal
from chat.protocol.things import Scope, User


def by_secret(secret: str) -> tuple[User, list[Scope]] | None:
    """The owner of a valid token, and what it may; raises Refusal for somebody who is banned."""
    token = Token.objects.by_secret(secret)
    if token is None:
        return None
    if Ban.objects.in_force().filter(user=token.user, room=None).exists():
        raise Refusal("banned")
    return wire.user(token.user), token.scopes


class Bearer(AsyncAuth):
    """`Authorization: Bearer <token>`. No browser adds that by itself: it needs no CSRF token."""

    www_authenticate_challenge = "Bearer"

    async def __call__(self, endpoint: Any, controller: Any) -> Self | None:
        request = controller.request
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        if not kind:
            return None
        known = await reads.ask(by_secret, secret.strip()) if kind.lower() == "bearer" else None
        if known is None:  # a wrong token is not made good by a cookie that is there as well
            raise Refusal("not_signed_in")
        controller.user, scopes = known
        if request.method != "GET" and "chat" not in scopes:
            raise Refusal("read_only")
        return self

    def security_schemes(self, metadata: Any, controller_cls: Any) -> dict[str, Any]:
        """How the document names it."""
        return {"token": SecurityScheme(type="http", scheme="bearer")}

    def security_requirements(self, metadata: Any, controller_cls: Any) -> list[dict[str, Any]]:
        """It is enough alone."""
        return [{"token": []}]


class Session(CSRFAuthMixin, AsyncAuth):
    """The session cookie; what changes something needs the page's CSRF token as well."""

    security_scheme_name = "session"
    csrf_scheme_name = "csrf"

    async def __call__(self, endpoint: Any, controller: Any) -> Self | None:
        cookies = controller.request.META.get("HTTP_COOKIE", "")
        user = await reads.ask(identity.by_session, cookies) if cookies else None
        if user is None:
            return None
        try:
            self._ensure_csrf(controller)
        except APIError:
            raise Refusal("csrf_failed") from None
        controller.user = user
        return self

    def auth_security_scheme(self) -> SecurityScheme:
        """How the document names it."""
        name = settings.SESSION_COOKIE_NAME
        return SecurityScheme(type="apiKey", security_scheme_in="cookie", name=name)
