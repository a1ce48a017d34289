"""Whose socket it is: by an access token, or by the session cookie of a page of ours."""

import hashlib
from http.cookies import CookieError, SimpleCookie
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.utils import timezone

from chat.models import Token, User, wire
from chat.protocol import things


def by_token(secret: str) -> things.User | None:
    """The owner of a valid access token."""
    digest = hashlib.sha256(secret.encode()).hexdigest()
    token = Token.objects.select_related("user").filter(digest=digest, revoked=None).first()
    if not token or not token.user.is_active or (token.expires and token.expires < timezone.now()):
        return None
    return wire.user(token.user)


def by_session(cookies: str) -> things.User | None:
    """Who is signed in by these cookies."""
    try:
        key = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    if key is None:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key.value)
    user = get_user(request)
    return wire.user(user) if isinstance(user, User) and user.is_active else None
