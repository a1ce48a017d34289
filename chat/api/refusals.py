"""What the errors of the API's library mean here."""

import re

from dmr.exceptions import (
    NotAcceptableError,
    NotAuthenticatedError,
    RequestSerializationError,
    ValidationError,
)

from chat.protocol.frames import Refusal

# msgspec says "Expected `int`, got `str` - at `$.parsed_query.limit`": the part is ours.
PART = re.compile(r"\$\.parsed_\w+")


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
