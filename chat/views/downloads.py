"""Files on their way out: only to whom they are open, and so that nothing in them runs."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from chat.attachments import pictures, storage
from chat.identity import of_request
from chat.models import Attachment
from chat.pool import reads
from chat.protocol.frames import Refusal
from chat.refusals import refused
from chat.views import ranges

CHUNK = 2**16  # bytes
# What a file of somebody's may do in a browser: nothing, even where it is opened as a page.
HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Authorization, Cookie",  # who signs in next in this browser asks anew
}
HEADERS = HARMLESS | {
    # A day, although it never changes: what is deleted is not to live on in caches for a year.
    "Cache-Control": "private, max-age=86400, immutable",
    "Accept-Ranges": "bytes",
}


@require_safe
async def whole(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A file, or the part of it that is asked for."""
    return await answer(request, pk, small=False)


@require_safe
async def thumbnail(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The small picture of a picture."""
    return await answer(request, pk, small=True)


async def answer(request: HttpRequest, pk: UUID, small: bool) -> HttpResponseBase:
    try:
        who = await of_request(request)
        row, place, size = await reads.ask(found, who.user.id, pk, small)
    except Refusal as refusal:
        return refused(request, refusal)
    headers = HEADERS | {
        "Content-Type": pictures.TYPE if small else row.type,
        # Only what we have drawn ourselves is shown; all else is saved.
        "Content-Disposition": content_disposition_header(row.type != pictures.TYPE, row.name)
        or "inline",
        "ETag": f'"{pk}{storage.SMALL if small else ""}"',
    }
    response = part(request, place, size, headers["ETag"])
    for name, value in headers.items():
        response.headers[name] = value
    return response


def found(user: int, pk: UUID, small: bool) -> tuple[Attachment, Path, int]:
    """A file that is open to this user, where it is, and its size; else raises Refusal, the same
    for all others.
    """
    row = Attachment.objects.open_to(user).filter(pk=pk).first()
    name = row and (row.thumbnail if small else row.file)
    if not row or not name:
        raise Refusal("not_found")
    try:
        return row, storage.path(name), storage.path(name).stat().st_size
    except FileNotFoundError:  # cleared away at this moment
        raise Refusal("not_found") from None


def part(request: HttpRequest, place: Path, size: int, etag: str) -> HttpResponseBase:
    """What of a file is to be sent."""
    headers = request.headers
    unchanged = headers.get("If-Range", etag) == etag
    if conditional := get_conditional_response(request, etag):
        return conditional
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(size)})
    try:
        some = ranges.asked(headers.get("Range", ""), size) if unchanged else None
    except ranges.Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    here = some or range(size)
    answer = StreamingHttpResponse(read(place, here), status=206 if some else 200)
    answer.headers["Content-Length"] = str(len(here))
    if some:
        answer.headers["Content-Range"] = f"bytes {some[0]}-{some[-1]}/{size}"
    return answer


async def read(place: Path, here: range) -> AsyncIterator[bytes]:
    """A part of a file, read as the client takes it: no thread waits for a slow one."""
    with await asyncio.to_thread(place.open, "rb") as file:
        left = len(here)
        file.seek(here.start)
        while chunk := await asyncio.to_thread(file.read, min(CHUNK, left)):
            left -= len(chunk)
            yield chunk
