"""Who asks, and what that allows: by an access token, or by the session of a page of ours.

The chat door, the API and the addresses of files all ask here. Bans count everywhere; a token may
only read, or all that its owner may.
"""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from importlib import import_module
from typing import NoReturn

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.http.cookie import parse_cookie
from django.middleware.csrf import CsrfViewMiddleware

from chat.models import Ban, Token, User, Webhook, wire
from chat.models.access import digest
from chat.models.proofs import Proof, stamp_of
from chat.pool import reads
from chat.protocol import things
from chat.protocol.frames import Refusal
from chat.protocol.things import Scope
from chat.uses import note_session, note_use
from chat.wording import until

HARMLESS = {"GET", "HEAD", "OPTIONS"}  # methods that change nothing


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody, and what they may here by what they have shown."""

    user: things.User
    _: KW_ONLY
    token: int | None = None  # which one was shown; None: a session
    scopes: Sequence[Scope] = ("chat",)
    session: str = ""  # its key
    stamp: str = ""  # what this hangs on: `models.proofs.stamps`

    @property
    def may_change(self) -> bool:
        """Whether it is allowed to change something that others see, or that is stored."""
        return "chat" in self.scopes

    def note_use(self) -> None:
        """Have it written down that the token or the session is used."""
        if self.token is not None:
            note_use(self.user.id, Token, self.token)
        elif self.session:
            note_session(self.user.id, self.session)


# ---- Questions, for a lane ----


def by_proof(proof: Proof) -> Identity | None:
    """Whose proof it is, if it counts now; raises Refusal for who is banned."""
    return by_digest(proof.digest) if proof.digest else by_session(proof.session)


def by_digest(digest: str) -> Identity | None:
    """The owner of the valid token of which this is stored; raises Refusal for who is banned."""
    token = Token.objects.by_digest(digest)
    if token is None:
        return None
    refuse_banned(token.user)
    stamp = stamp_of(token.scopes)
    return Identity(wire.user(token.user), token=token.pk, scopes=token.scopes, stamp=stamp)


def by_session(key: str) -> Identity | None:
    """Who is signed in by the session with this key; raises Refusal for who is banned."""
    if not key.isalnum():
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)  # nobody, where the account was closed
    if not isinstance(user, User):
        return None
    refuse_banned(user)
    return Identity(wire.user(user), session=key, stamp=user.password)


def by_address(secret: str) -> Webhook | None:
    """The webhook whose address has this secret; raises Refusal where its bot or who made it is
    banned.
    """
    webhook = Webhook.objects.by_secret(secret)
    if webhook is not None:
        refuse_banned(webhook.bot)
        if webhook.made_by:
            refuse_banned(webhook.made_by)
    return webhook


def refuse_banned(user: User) -> None:
    """Raise Refusal for somebody who may not use the site now."""
    if ban := Ban.objects.of_site(user.pk):
        raise Refusal("banned", reason=ban.reason or "–", until=until(ban.ends))


# ---- By HTTP ----


async def of_request(request: HttpRequest) -> Identity:
    """Who asks, by token or session; raises Refusal."""
    found = await of_token(request) or await of_session(request)
    if found is None:
        raise Refusal("not_signed_in")
    return found


async def of_token(request: HttpRequest) -> Identity | None:
    """Whose token the request shows, if it shows one; raises Refusal.

    A wrong one is not made good by a cookie that is there as well.
    """
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if not kind:
        return None
    bearer = kind.lower() == "bearer"
    found = await reads.ask(by_digest, digest(secret.strip())) if bearer else None
    if found is None:
        raise Refusal("not_signed_in")
    found.note_use()
    if request.method not in HARMLESS and not found.may_change:
        raise Refusal("read_only")
    return found


async def of_session(request: HttpRequest) -> Identity | None:
    """Whose cookie came with the request, if one counts; raises Refusal.

    Browsers add a cookie by themselves, so that what changes something must prove its page.
    """
    cookies = parse_cookie(request.META.get("HTTP_COOKIE", ""))
    key = cookies.get(settings.SESSION_COOKIE_NAME)
    found = await reads.ask(by_session, key) if key else None
    if found:
        found.note_use()
        csrf.process_request(request)
        csrf.process_view(request, never, (), {})
    return found


class Csrf(CsrfViewMiddleware):
    """Django's check that a page of ours has sent this; raises Refusal."""

    def _reject(self, request: HttpRequest, reason: str) -> NoReturn:
        raise Refusal("csrf_failed")


def never(request: HttpRequest) -> HttpResponse:
    """Stands where Django's check wants a view, which it does not call."""
    raise NotImplementedError


csrf = Csrf(never)
