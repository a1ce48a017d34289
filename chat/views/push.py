"""Browsers that are pushed to: POST /push/ with what pushManager.subscribe() gives, and DELETE."""

from contextlib import suppress
from ipaddress import ip_address
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from msgspec import Meta

from chat.actions import subscribing
from chat.identity import Identity, of_request
from chat.journal import journal
from chat.protocol.frames import Refusal
from chat.push.delivery import is_public
from chat.push.encryption import CURVE, unbase64url
from chat.refusals import refused

T = TypeVar("T")
MOST = 10_000  # bytes of a request
SECRET = 16  # bytes of `auth`
ENDPOINT = r"^https://[^\s/@]+\.[^\s/@]+/\S+$"


class Keys(msgspec.Struct):
    """With which only this browser can read."""

    p256dh: Annotated[str, Meta(max_length=100)]
    auth: Annotated[str, Meta(max_length=40)]


class Place(msgspec.Struct):
    """A browser's own address at its push service."""

    endpoint: Annotated[str, Meta(max_length=1000, pattern=ENDPOINT)]


class Subscription(Place):
    """A PushSubscription, as the browser writes it as JSON."""

    keys: Keys


@csrf_exempt  # `of_request` checks it, of those who come by a cookie
@require_http_methods(["POST", "DELETE"])
async def push(request: HttpRequest) -> HttpResponse:
    """Push to this browser from now on, or no more; {} or why not."""
    try:
        who = await of_request(request)
        if request.method == "POST":
            await subscribe(request, who, read(request, Subscription))
        else:
            place = read(request, Place)
            await journal().write(subscribing.unsubscribe, who.user.id, place.endpoint)
    except Refusal as refusal:
        return refused(request, refusal)
    return HttpResponse(b"{}", content_type="application/json")


def read(request: HttpRequest, kind: type[T]) -> T:
    """What the body says; raises Refusal."""
    if request.content_type != "application/json":
        raise Refusal("only_json")
    if len(request.body) > MOST:
        raise Refusal("too_big", limit=MOST)
    try:
        return msgspec.json.decode(request.body, type=kind)
    except msgspec.DecodeError as error:
        raise Refusal("bad_command", problem=str(error)) from None


async def subscribe(request: HttpRequest, who: Identity, told: Subscription) -> None:
    """Keep a subscription for as long as the session or the token lasts; raises Refusal."""
    check_keys(told.keys)
    check_host(urlsplit(told.endpoint).hostname or "")
    cookie = None if who.token else request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    await journal().write(
        subscribing.subscribe,
        who.user.id,
        told.endpoint,
        p256dh=told.keys.p256dh,
        auth=told.keys.auth,
        language=get_language(),
        session=cookie,
        token_id=who.token,
    )


def check_keys(keys: Keys) -> None:
    """Raise Refusal unless something can be encrypted with these."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, unbase64url(keys.p256dh))
        if len(unbase64url(keys.auth)) != SECRET:
            raise ValueError
    except ValueError:
        problem = "keys must be those of a PushSubscription, as toJSON() gives them"
        raise Refusal("bad_command", problem=problem) from None


def check_host(host: str) -> None:
    """Raise Refusal for an address inside a network; where names lead is seen when we push."""
    with suppress(ValueError):
        ip_address(host)
        if not settings.PUSH_ANYWHERE and not is_public(host):
            raise Refusal("bad_command", problem="endpoint must be the address of a push service")
