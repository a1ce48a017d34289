"""How the API finds out who asks, and how its document says so."""

from collections.abc import Awaitable
from typing import Any, Self

from django.conf import settings
from dmr.openapi.objects import SecurityScheme
from dmr.security import AsyncAuth
from dmr.security.csrf import CSRFAuthMixin

from chat import identity
from chat.identity import Identity


async def known(controller: Any, asked: Awaitable[Identity | None]) -> bool:
    """Let the controller know who asks, if somebody does; raises Refusal."""
    found = await asked
    if found:
        controller.user = found.user
    return found is not None


class Bearer(AsyncAuth):
    """`Authorization: Bearer <token>`. No browser adds that by itself: it needs no CSRF token."""

    www_authenticate_challenge = "Bearer"

    async def __call__(self, endpoint: Any, controller: Any) -> Self | None:
        return self if await known(controller, identity.of_token(controller.request)) else None

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
        return self if await known(controller, identity.of_session(controller.request)) else None

    def auth_security_scheme(self) -> SecurityScheme:
        """How the document names it."""
        name = settings.SESSION_COOKIE_NAME
        return SecurityScheme(type="apiKey", security_scheme_in="cookie", name=name)
