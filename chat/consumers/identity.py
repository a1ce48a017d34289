"""Whose socket or request it is: by an access token, or by the session cookie of a page of ours."""

import hashlib
import time
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.db.models import Q
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.utils import timezone

from chat.actions.uses import use_token
from chat.journal import journal
from chat.models import Ban, Token, User, wire
from chat.protocol import things
from chat.protocol.frames import Refusal

AGAIN = 60.0  # seconds after which the use of a token is noted again
MOST = 10_000  # tokens whose last note is remembered

noted: dict[str, float] = {}  # when, by digest


def by_token(secret: str) -> things.User | None:
    """The owner of a valid access token; raises Refusal for somebody who is banned."""
    return by_digest(digest_of(secret))


def digest_of(secret: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def by_digest(digest: str) -> things.User | None:
    """The same for what is stored of a token."""
    token = Token.objects.select_related("user").filter(digest=digest, revoked=None).first()
    if not token or (token.expires and token.expires < timezone.now()):
        return None
    return welcome(token.user)


def by_session(cookies: str) -> things.User | None:
    """Who is signed in by these cookies; raises Refusal for somebody who is banned."""
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    return by_session_key(key) if key else None


def by_session_key(key: str) -> things.User | None:
    """The same for the session's key, which is made of letters and digits."""
    if not key.isalnum():
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)
    return welcome(user) if isinstance(user, User) else None


def welcome(user: User) -> things.User | None:
    """Somebody, unless the account was closed; raises Refusal while they are banned."""
    if not user.is_active:
        return None
    now = timezone.now()
    if Ban.objects.filter(Q(ends=None) | Q(ends__gt=now), user=user, room=None).exists():
        raise Refusal("banned")
    return wire.user(user)


async def note_use(user: int, digest: str) -> None:
    """Keep in mind that a token was used, at most once a minute; returns once that is on disk."""
    now = time.monotonic()
    if now - noted.get(digest, -AGAIN) < AGAIN:
        return
    if len(noted) >= MOST:
        noted.clear()
    noted[digest] = now
    try:
        await journal().write(use_token, user, digest)
    except Refusal:  # the database is away: the next use is noted
        noted.pop(digest, None)
