"""What every address of the API does alike: know who asks, obey, refuse in words."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from dmr import Controller, HeaderSpec, ResponseSpec
from dmr.plugins.msgspec import MsgspecSerializer
from dmr.security import AsyncAuth

from chat.api.identity import Bearer, Session
from chat.api.refusals import refusal_of
from chat.dispatch import obey
from chat.protocol.commands import Command
from chat.protocol.frames import Refusal
from chat.protocol.replies import Refused
from chat.protocol.things import User
from chat.refusals import refused

CHALLENGE = HeaderSpec(description="How to prove who you are: Bearer.")
WAIT = HeaderSpec(description="Seconds after which the same may be done.")
REFUSALS = [
    ResponseSpec(Refused, status_code=status, description=why, headers=headers)
    for status, why, headers in (
        (HTTPStatus.BAD_REQUEST, "The text names what was missing or not as it should be.", None),
        (
            HTTPStatus.UNAUTHORIZED,
            "The token is not valid, or nobody is signed in.",
            {"WWW-Authenticate": CHALLENGE},
        ),
        (
            HTTPStatus.FORBIDDEN,
            "Your role, the token's scope or a missing CSRF token forbids it.",
            None,
        ),
        (HTTPStatus.NOT_FOUND, "There is no such thing, or it is not yours to see.", None),
        (HTTPStatus.CONFLICT, "This client_id belongs to another message of yours.", None),
        (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too big.", None),
        (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Not JSON.", None),
        (HTTPStatus.UNPROCESSABLE_ENTITY, "It was understood, and cannot be done as it is.", None),
        (HTTPStatus.TOO_MANY_REQUESTS, "Too fast. Nothing was done.", {"Retry-After": WAIT}),
        (HTTPStatus.SERVICE_UNAVAILABLE, "Not now. Nothing was done.", {"Retry-After": WAIT}),
    )
]


class Api(Controller[MsgspecSerializer]):
    """An address: its methods are endpoints."""

    is_abstract = True
    auth: ClassVar[Sequence[AsyncAuth] | None] = (Bearer(), Session())
    error_model = Refused
    responses = REFUSALS
    semantic_responses = False
    validate_responses = False  # a struct is what it says; the tests hold it to the document

    request: HttpRequest
    user: User

    async def obey(self, command: Command) -> Any:
        """What the command is answered; raises Refusal."""
        return await obey(self.user.id, command)

    async def handle_async_error(self, endpoint: Any, controller: Any, exc: Exception) -> Any:
        """Refuse as the socket does."""
        return refused(self.request, refusal_of(exc))

    def handle_method_not_allowed(self, method: str) -> HttpResponse:
        """Say which methods there are."""
        allowed = ", ".join(self.api_endpoints)
        response = refused(self.request, Refusal("no_such_method", allowed=allowed))
        response["Allow"] = allowed
        return self._maybe_wrap(response)
