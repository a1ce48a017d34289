"""Files on their way in: POST /files/?room=7&name=photo.jpg, the file itself as the body."""

from functools import partial

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from chat.actions import attaching
from chat.attachments.receiving import Received, receive
from chat.identity import of_request
from chat.journal import journal
from chat.pool import reads
from chat.protocol.commands import Id
from chat.protocol.frames import Refusal
from chat.protocol.replies import Attached
from chat.refusals import refused
from chat.views.incoming import finished, refuse_form, turn


@csrf_exempt  # `of_request` checks it, of those who come by a cookie
@require_POST
async def upload(request: HttpRequest) -> HttpResponse:
    """Keep a file for a room; its id is what a message is posted with. 201, or why not."""
    try:
        refuse_form(request)
        who = await of_request(request)
        reply = await keep(request, who.user.id, room_of(request))
    except Refusal as refusal:
        return refused(request, refusal)
    return HttpResponse(msgspec.json.encode(reply), status=201, content_type="application/json")


def room_of(request: HttpRequest) -> int:
    """The room that the address names; raises Refusal."""
    try:
        return msgspec.convert(request.GET.get("room", ""), Id, strict=False)
    except msgspec.ValidationError:
        raise Refusal("bad_command", problem="?room= must be the id of a room") from None


async def keep(request: HttpRequest, user: int, room: int) -> Attached:
    """The file on disk and in the database; where that fails, in neither."""
    await reads.ask(attaching.check, user, room)  # nobody draws pictures for strangers
    name, limit = request.GET.get("name", ""), settings.CHAT_LIMITS.attachment_bytes
    with turn(user):
        file = await finished(partial(receive, request, name, limit), Received.discard)
    try:
        return await journal().write(attaching.attach, user, room, file)
    except Exception:
        file.discard()
        raise
