"""The log of a room: read, and added to."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID, uuid4

import msgspec
from dmr import Headers, Path, Query, modify

from chat.api.base import Api
from chat.api.rooms import RoomPath
from chat.api.rows import Body, Row
from chat.models import log
from chat.pool import reads
from chat.protocol import commands, replies
from chat.protocol.commands import MOST, Position
from chat.protocol.things import Message


class Span(msgspec.Struct):
    """Which messages: the newest, those `before` or `after` a position, or changed `since` one."""

    before: Position | None = None
    after: Position | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 50
    since: Position | None = None
    epoch: str | None = None


class Log(msgspec.Struct, omit_defaults=True):
    """Messages, oldest first; with `since` by `rev`, and with the room's position and epoch.

    `more`: there are others; go on before the first seq, after the last, or since the last rev.
    `reset`: this is another log; forget what you have.
    """

    messages: list[Message]
    more: bool = False
    reset: bool = False
    seq: int | None = None
    epoch: str | None = None


class Post(msgspec.Struct):
    """What to say. Without a `client_id` or an Idempotency-Key, saying it again says it twice."""

    body: str
    client_id: UUID | None = None
    reply_to: Position | None = None
    attachments: list[UUID] = []


class Key(msgspec.Struct):
    """The header that makes a post safe to repeat, where the body has no client_id."""

    key: UUID | None = msgspec.field(default=None, name="Idempotency-Key")


class Messages(Api):
    """The log of a room."""

    @modify(operation_id="message.list")
    async def get(self, parsed_path: Path[RoomPath], parsed_query: Query[Span]) -> Log:
        """Messages posted before or after a position, or changed since one."""
        room, span = parsed_path.room, parsed_query
        if span.since is None:
            before = MOST if span.before is span.after is None else span.before
            page = commands.RoomHistory(
                ref="", room=room, before=before, after=span.after, limit=span.limit
            )
            told = await self.obey(page)
            return Log(told.messages, told.more)
        opened = await reads.ask(log.opened, self.user.id, room, span.since, span.epoch)
        return Log(opened.messages, opened.more, opened.reset, opened.seq, opened.epoch)

    @modify(status_code=HTTPStatus.CREATED, operation_id="message.post")
    async def post(
        self,
        parsed_path: Path[RoomPath],
        parsed_body: Annotated[Post, Body()],
        parsed_headers: Headers[Key],
    ) -> replies.Done:
        """Say something in a room. The answer means: it is on disk."""
        post = commands.MessagePost(
            ref="",
            room=parsed_path.room,
            client_id=parsed_body.client_id or parsed_headers.key or uuid4(),
            body=parsed_body.body,
            reply_to=parsed_body.reply_to,
            attachments=parsed_body.attachments,
        )
        return await self.obey(post)


class OneMessage(Api):
    """A message."""

    patch = Row(commands.MessageEdit, replies.Done, "room", "seq")
    delete = Row(commands.MessageDelete, replies.Done, "room", "seq")


class Pin(Api):
    """A message among the pins of its room."""

    put = Row(commands.MessagePin, replies.Done, "room", "seq")
    delete = Row(commands.MessageUnpin, replies.Done, "room", "seq")


class Pins(Api):
    """The pins of a room."""

    get = Row(commands.RoomPins, replies.Messages, "room")


class Reports(Api):
    """What is wrong with a message."""

    post = Row(commands.MessageReport, replies.Reply, "room", "seq")


class Replies(Api):
    """What answers a message."""

    get = Row(commands.MessageReplies, replies.Messages, "room", "seq")


class Reaction(Api):
    """An emoji of whoever asks, given to a message."""

    put = Row(commands.ReactionAdd, replies.Done, "room", "seq", "emoji")
    delete = Row(commands.ReactionRemove, replies.Done, "room", "seq", "emoji")


class Read(Api):
    """How far whoever asks has read."""

    put = Row(commands.MarkRead, replies.Reply, "room")
