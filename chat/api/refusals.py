"""Refusals as HTTP has them: a status, and the same code and words as on the socket."""

import math
import re
from http import HTTPStatus

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from dmr.exceptions import (
    NotAcceptableError,
    NotAuthenticatedError,
    RequestSerializationError,
    ValidationError,
)

from chat.protocol.frames import Refusal
from chat.protocol.replies import Refused
from chat.wording import words

STATUSES = {
    "bad_command": HTTPStatus.BAD_REQUEST,
    "foreign_host": HTTPStatus.BAD_REQUEST,
    "not_signed_in": HTTPStatus.UNAUTHORIZED,
    "forbidden": HTTPStatus.FORBIDDEN,
    "read_only": HTTPStatus.FORBIDDEN,
    "banned": HTTPStatus.FORBIDDEN,
    "banned_here": HTTPStatus.FORBIDDEN,
    "not_yours": HTTPStatus.FORBIDDEN,
    "csrf_failed": HTTPStatus.FORBIDDEN,
    "not_found": HTTPStatus.NOT_FOUND,
    "no_such_message": HTTPStatus.NOT_FOUND,
    "no_such_attachment": HTTPStatus.NOT_FOUND,
    "invite_void": HTTPStatus.NOT_FOUND,
    "no_such_path": HTTPStatus.NOT_FOUND,
    "no_such_method": HTTPStatus.METHOD_NOT_ALLOWED,
    "slug_taken": HTTPStatus.CONFLICT,
    "id_reused": HTTPStatus.CONFLICT,
    "too_big": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "only_json": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "too_fast": HTTPStatus.TOO_MANY_REQUESTS,
    "failed": HTTPStatus.INTERNAL_SERVER_ERROR,
    "try_again": HTTPStatus.SERVICE_UNAVAILABLE,
}
# What was understood and cannot be done as it is: blank, too_long, and their like.
OTHERWISE = HTTPStatus.UNPROCESSABLE_ENTITY
# msgspec says "Expected `int`, got `str` - at `$.parsed_query.limit`": the part is ours.
PART = re.compile(r"\$\.parsed_\w+")


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to who asked for what is not done."""
    text = words(refusal, get_language_from_request(request))
    reply = Refused(error=refusal.code, text=text, retry_after=refusal.retry_after)
    response = HttpResponse(
        msgspec.json.encode(reply),
        status=STATUSES.get(refusal.code, OTHERWISE),
        content_type="application/json",
    )
    if refusal.retry_after is not None:
        response["Retry-After"] = math.ceil(refusal.retry_after)
    if refusal.code == "not_signed_in":
        response["WWW-Authenticate"] = "Bearer"
    return response


def refusal_of(error: Exception) -> Refusal:
    """What an error of the library's means here; raises all others again."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, NotAuthenticatedError):
        return Refusal("not_signed_in")
    if isinstance(error, NotAcceptableError):
        return Refusal("only_json")
    if isinstance(error, ValidationError):
        return Refusal("bad_command", problem=PART.sub("$", error.payload[0]["msg"]).rstrip("."))
    if isinstance(error, RequestSerializationError):
        return Refusal("bad_command", problem=f"this is no JSON, {error}".rstrip("."))
    raise error
