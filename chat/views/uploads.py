"""Files on their way in: POST /files/?room=7&name=photo.jpg, the file itself as the body."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from chat.actions import attaching
from chat.attachments.clearing import clear
from chat.attachments.receiving import Received, receive, receiving
from chat.identity import of_request
from chat.journal import journal
from chat.pool import reads
from chat.protocol.commands import Id
from chat.protocol.frames import Refusal
from chat.protocol.replies import Attached
from chat.refusals import refused

FORMS = {"multipart/form-data", "application/x-www-form-urlencoded"}
AT_ONCE = 10  # files of a person that this process looks at or that wait for it
RETRY_AFTER = 5.0  # seconds
DAY = 24 * 3600

coming: Counter[int] = Counter()  # files that are not yet looked at, by their owner


@csrf_exempt  # `of_request` checks it, of those who come by a cookie
@require_POST
async def upload(request: HttpRequest) -> HttpResponse:
    """Keep a file for a room; its id is what a message is posted with. 201, or why not."""
    try:
        if request.content_type in FORMS:
            raise Refusal("no_form")
        who = await of_request(request)
        reply = await keep(request, who.user.id, room_of(request))
    except Refusal as refusal:
        return refused(request, refusal)
    clearing.look()
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
    with turn(user):
        file = await finished(request, request.GET.get("name", ""))
    try:
        return await journal().write(attaching.attach, user, room, file)
    except Exception:
        file.discard()
        raise


@contextmanager
def turn(user: int) -> Iterator[None]:
    """One of so many turns of somebody's: a line of theirs alone would keep all others waiting."""
    if coming[user] >= AT_ONCE:
        raise Refusal("too_fast", RETRY_AFTER)
    coming[user] += 1
    try:
        yield
    finally:
        coming[user] -= 1
        if not coming[user]:
            del coming[user]


async def finished(request: HttpRequest, name: str) -> Received:
    """The file as it is kept; who hangs up meanwhile leaves nothing."""
    limit = settings.CHAT_LIMITS.attachment_bytes
    work = asyncio.ensure_future(receiving.ask(receive, request, name, limit))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        work.add_done_callback(discard)
        raise


def discard(work: asyncio.Future[Received]) -> None:
    """Take away what nobody waits for any more."""
    if not work.cancelled() and work.exception() is None:
        work.result().discard()


class Clearing:
    """Once a day in each process, after an upload: without uploads there is little to clear."""

    def __init__(self) -> None:
        self.due = 0.0  # monotonic

    def look(self) -> None:
        """Clear, in the lane of files, if it is time."""
        if time.monotonic() >= self.due:
            self.due = time.monotonic() + DAY
            self.task = asyncio.ensure_future(receiving.ask(clear))


clearing = Clearing()
