"""Refusals in words, in the language of whoever is refused. Each says what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chat.protocol.frames import Refusal

# Each with what `Refusal.named` names. A code means the same on the socket and in the HTTP API.
TEXTS: dict[str, Promise] = {
    "bad_command": _("This command was not understood: %(problem)s."),
    "not_signed_in": _("Sign in first, or say hello with a valid access token."),
    "not_found": _("There is no such thing here, or it is not yours to see."),
    "forbidden": _("Your role in this room does not allow that."),
    "blank": _("There is nothing in this message. Write something, or attach a file."),
    "too_long": _("At most %(limit)s characters fit into a message; this one has %(length)s."),
    "id_reused": _("This client_id belongs to another message of yours. Make a new one."),
    "too_fast": _("That was too fast. Try again when retry_after is over; nothing was done."),
    "try_again": _("The server cannot write this down at the moment. Nothing was done; try again."),
}


def words(refusal: Refusal, language: str) -> str:
    """The refusal's text in a language."""
    with override(language):
        return str(TEXTS[refusal.code]) % refusal.named
