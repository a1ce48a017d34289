"""Refusals as HTTP has them: a status, and the same code and words as on the socket."""

import math
from http import HTTPStatus

import msgspec
from django.http import HttpResponse
from django.utils.translation import get_language

from chat.protocol.frames import Refusal
from chat.protocol.replies import Refused
from chat.wording import words

STATUSES = {
    "bad_command": HTTPStatus.BAD_REQUEST,
    "not_signed_in": HTTPStatus.UNAUTHORIZED,
    "csrf_failed": HTTPStatus.FORBIDDEN,
    "not_found": HTTPStatus.NOT_FOUND,
    "too_big": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "no_form": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "too_fast": HTTPStatus.TOO_MANY_REQUESTS,
    "too_many_files": HTTPStatus.TOO_MANY_REQUESTS,
    "try_again": HTTPStatus.SERVICE_UNAVAILABLE,
    "no_room": HTTPStatus.INSUFFICIENT_STORAGE,
}
# What was understood and cannot be taken as it is: a damaged picture, an empty file.
OTHERWISE = HTTPStatus.UNPROCESSABLE_ENTITY


def refused(refusal: Refusal) -> HttpResponse:
    """The answer to who asked for what is not done, in their language."""
    text = words(refusal, get_language() or "en")
    reply = Refused(error=refusal.code, text=text, retry_after=refusal.retry_after)
    response = HttpResponse(
        msgspec.json.encode(reply),
        status=STATUSES.get(refusal.code, OTHERWISE),
        content_type="application/json",
    )
    if refusal.retry_after is not None:
        response["Retry-After"] = str(math.ceil(refusal.retry_after))
    if refusal.code == "not_signed_in":
        response["WWW-Authenticate"] = "Bearer"
    response["Cache-Control"] = "no-store"
    return response
