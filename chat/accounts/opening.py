"""Who may come in who has no account yet: by the settings SIGN_UP and GUESTS, and by an invite."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from chat.models import Invite, User

INVITE = "invite"  # in the session: the code of the invite that somebody followed


def code_of(request: HttpRequest) -> str | None:
    """The code of the invite that this browser followed, if it still lets somebody in."""
    code: str | None = request.session.get(INVITE)
    return code if code and Invite.objects.usable().by_code(code) else None


def may_sign_up(request: HttpRequest) -> bool:
    """Whether this browser may make an account: also a guest's, who was let in before."""
    if settings.SIGN_UP == "invite":
        return is_guest(request.user) or code_of(request) is not None
    return bool(settings.SIGN_UP == "open")


def may_be_guest(request: HttpRequest) -> bool:
    """Whether this browser may come in by a name alone."""
    return settings.GUESTS and (settings.SIGN_UP == "open" or code_of(request) is not None)


def is_guest(user: User | AnonymousUser) -> bool:
    """Whether somebody came in by a name alone."""
    return isinstance(user, User) and user.is_guest
