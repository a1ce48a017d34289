"""Refusals as HTTP has them: a status, and the same code and words as on the socket."""

import math
from http import HTTPStatus

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request

from chat.metrics import counts
from chat.protocol.frames import Refusal
from chat.protocol.replies import Refused
from chat.wording import words

STATUSES = {
    "bad_command": HTTPStatus.BAD_REQUEST,
    "foreign_host": HTTPStatus.BAD_REQUEST,
    "not_signed_in": HTTPStatus.UNAUTHORIZED,
    "forbidden": HTTPStatus.FORBIDDEN,
    "guest": HTTPStatus.FORBIDDEN,
    "read_only": HTTPStatus.FORBIDDEN,
    "banned": HTTPStatus.FORBIDDEN,
    "banned_here": HTTPStatus.FORBIDDEN,
    "muted": HTTPStatus.FORBIDDEN,
    "frozen": HTTPStatus.FORBIDDEN,
    "not_yours": HTTPStatus.FORBIDDEN,
    "csrf_failed": HTTPStatus.FORBIDDEN,
    "not_found": HTTPStatus.NOT_FOUND,
    "no_such_message": HTTPStatus.NOT_FOUND,
    "no_such_attachment": HTTPStatus.NOT_FOUND,
    "no_mini_login": HTTPStatus.NOT_FOUND,
    "account_closed": HTTPStatus.FORBIDDEN,
    "locked_out": HTTPStatus.FORBIDDEN,
    "invite_void": HTTPStatus.NOT_FOUND,
    "no_such_path": HTTPStatus.NOT_FOUND,
    "no_such_method": HTTPStatus.METHOD_NOT_ALLOWED,
    "slug_taken": HTTPStatus.CONFLICT,
    "id_reused": HTTPStatus.CONFLICT,
    "too_big": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "only_json": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "no_form": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "too_fast": HTTPStatus.TOO_MANY_REQUESTS,
    "slow": HTTPStatus.TOO_MANY_REQUESTS,
    "too_many_reports": HTTPStatus.TOO_MANY_REQUESTS,
    "too_many_files": HTTPStatus.TOO_MANY_REQUESTS,
    "failed": HTTPStatus.INTERNAL_SERVER_ERROR,
    "try_again": HTTPStatus.SERVICE_UNAVAILABLE,
    "no_room": HTTPStatus.INSUFFICIENT_STORAGE,
}
# What was understood and cannot be done as it is: blank, a damaged picture, and their like.
OTHERWISE = HTTPStatus.UNPROCESSABLE_ENTITY


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to who asked for what is not done, in their language."""
    counts.refusals += 1
    text = words(refusal, get_language_from_request(request))
    reply = Refused(error=refusal.code, text=text, retry_after=refusal.retry_after)
    response = HttpResponse(
        msgspec.json.encode(reply),
        status=STATUSES.get(refusal.code, OTHERWISE),
        content_type="application/json",
    )
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(math.ceil(refusal.retry_after))
    if refusal.code == "not_signed_in":
        response.headers["WWW-Authenticate"] = "Bearer"
    response.headers["Cache-Control"] = "no-store"
    return response
