"""The texts of the live page, in the reader's language, for its script."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Each by the key under which the script has it; {places} are filled there."""
    return {
        "person": _("Person"),
        "stranger": _("not signed in"),
        "rooms": _("Rooms"),
        "direct": _("direct room"),
        "address": _("Address"),
        "encryption": _("Encryption"),
        "plain": _("none here"),
        "waiting": _("Waiting"),
        "sent": _("Sent"),
        "received": _("Received"),
        "since": _("Connected"),
        "none": _("Nobody is connected."),
        "none_fit": _("No connection fits. Search for something else."),
        "more": _("The first {shown} of {fitting} are shown. Search, or sort by another column."),
        "list": _("Connections"),
        "total": _("Connections: {total}"),
        "found": _("Found: {count}"),
        "silent": _("Did not answer within a second, and may have ended: {names}"),
        "alone": _("The channel layer is away: only the connections of this process are shown."),
        "lost": _("No answer from the server. Trying again."),
        "out": _("You are signed out here, or may not see this any more."),
        "sign_in": _("Sign in"),
        "updated": _("As of {time}"),
        "close": _("Disconnect"),
        "close_whom": _("Disconnect {name}"),
        "close_one": _("This connection"),
        "close_all": _("All connections of {name}"),
        "reason": _("Reason, which they are told"),
        "hint": _("They may connect again. To keep somebody out, ban them."),
        "cancel": _("Cancel"),
        "closed": _("Closed: {count}"),
        "gone": _("It was gone already."),
    }
