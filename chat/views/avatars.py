"""Pictures of people: POST /avatar/ with one as the body, DELETE /avatar/, GET /avatars/…."""

import asyncio
from functools import partial

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from chat.actions import profile
from chat.attachments import avatars, pictures, storage
from chat.identity import of_request
from chat.journal import journal
from chat.protocol.frames import Refusal
from chat.protocol.replies import Profile
from chat.rates import profiles
from chat.refusals import refused
from chat.views import downloads
from chat.views.incoming import finished, refuse_form, turn

# For ever: another picture has another name, and who may see people may see how they looked.
CACHED = "private, max-age=31536000, immutable"


@csrf_exempt  # `of_request` checks it, of those who come by a cookie
@require_http_methods(["POST", "DELETE"])
async def mine(request: HttpRequest) -> HttpResponse:
    """Have another picture of oneself, or none; how one looks now, or why not."""
    try:
        refuse_form(request)
        user = (await of_request(request)).user.id
        profiles.take(user)
        if request.method == "DELETE":
            reply = await journal().write(profile.depict, user, "")
        else:
            reply = await keep(request, user)
    except Refusal as refusal:
        return refused(request, refusal)
    return HttpResponse(msgspec.json.encode(reply), content_type="application/json")


async def keep(request: HttpRequest, user: int) -> Profile:
    """The picture on disk and in the database; where that fails, in neither."""
    limit = settings.CHAT_LIMITS.attachment_bytes
    with turn(user):
        avatar = await finished(partial(avatars.receive, request, user, limit), avatars.discard)
    try:
        return await journal().write(profile.depict, user, avatar)
    except Exception:
        avatars.discard(avatar)
        raise


@require_safe
async def shown(request: HttpRequest, avatar: str) -> HttpResponse:
    """Somebody's picture, for people who are signed in."""
    try:
        await of_request(request)
        data = await asyncio.to_thread(content, avatar)
    except Refusal as refusal:
        return refused(request, refusal)
    headers = {"Content-Type": pictures.TYPE, "Cache-Control": CACHED, "ETag": f'"{avatar}"'}
    return HttpResponse(data, headers=downloads.HARMLESS | headers)


def content(avatar: str) -> bytes:
    """The bytes of a picture; raises Refusal for one that is gone."""
    try:
        return storage.path(storage.name_of_avatar(avatar)).read_bytes()
    except FileNotFoundError:
        raise Refusal("not_found") from None
