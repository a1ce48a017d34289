"""A room in one piece, to keep."""

from collections.abc import AsyncIterator
from http import HTTPStatus

import msgspec
from django.http import StreamingHttpResponse
from dmr import Path, ResponseSpec, validate
from dmr.plugins.msgspec import MsgspecJsonRenderer

from chat.api.base import REFUSALS, Api
from chat.api.rooms import RoomPath
from chat.models import export
from chat.pool import reads
from chat.protocol.things import Message, Room

LINES = "application/jsonl"


class Line(msgspec.Struct, omit_defaults=True):
    """First the room, then each message, then how many they were: without an end, it broke off."""

    room: Room | None = None
    message: Message | None = None
    end: int | None = None


class Export(Api):
    """The whole log of a room."""

    @validate(
        ResponseSpec(
            Line,
            status_code=HTTPStatus.OK,
            description="A Line for each line.",
            limit_to_content_types={LINES},
        ),
        *REFUSALS,
        operation_id="room.export",
        renderers=[MsgspecJsonRenderer(LINES), MsgspecJsonRenderer()],
    )
    async def get(self, parsed_path: Path[RoomPath]) -> StreamingHttpResponse:
        """All messages of a room as JSON Lines, oldest first; for its owner and moderators.

        They are those up to the `seq` of the first line. One that was changed meanwhile may be as
        it is now: what changed after that position is had with `since`.
        """
        room = await reads.ask(export.room_for, self.user.id, parsed_path.room)
        response = StreamingHttpResponse(lines(room), content_type=LINES)
        response["Content-Disposition"] = f'attachment; filename="room-{room.id}.jsonl"'
        return response


async def lines(room: Room) -> AsyncIterator[bytes]:
    """The lines, of which no more than a page is in memory."""
    encode = msgspec.json.Encoder().encode_lines
    yield encode([Line(room=room)])
    count, seq = 0, 0
    while page := await reads.ask(export.page, room.id, seq, room.seq):
        yield encode([Line(message=message) for message in page])
        count, seq = count + len(page), page[-1].seq
    yield encode([Line(end=count)])
