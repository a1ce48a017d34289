"""What other programs post to a webhook's address: JSON, or a form, as they post it to Slack."""

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import parse_qsl
from uuid import UUID, uuid4

import msgspec
from dmr import Path, modify
from dmr.exceptions import DataParsingError
from dmr.parsers import Parser
from dmr.plugins.msgspec import MsgspecJsonParser

from chat import identity
from chat.api.base import Api
from chat.api.rows import Body
from chat.dispatch import obey
from chat.models import Webhook
from chat.pool import reads
from chat.protocol.commands import MessagePost
from chat.protocol.frames import Refusal
from chat.protocol.replies import Done
from chat.uses import note_use


class Hook(msgspec.Struct):
    """What to say. The same `client_id` again says it once; what else Slack takes is ignored."""

    text: str
    client_id: UUID | None = None


class HookPath(msgspec.Struct):
    """Which webhook: the secret of its address."""

    secret: Annotated[str, msgspec.Meta(max_length=100)]


class FormParser(Parser):
    """Reads a form: its fields, or the JSON in its field `payload`."""

    content_type = "application/x-www-form-urlencoded"

    def parse(self, to_deserialize: Any, deserializer_hook: Any = None, **context: Any) -> Any:
        """The model made of the form; raises what the library expects of a parser."""
        try:
            fields = dict(
                parse_qsl(bytes(to_deserialize).decode(), errors="strict", max_num_fields=100)
            )
        except ValueError as error:
            raise DataParsingError(str(error)) from None
        if "payload" in fields:
            return MsgspecJsonParser().parse(fields["payload"].encode(), **context)
        return msgspec.convert(fields, context["model"], strict=False)


class Incoming(Api):
    """The address of a webhook. Its secret is all that it asks for."""

    auth = None
    parsers = (MsgspecJsonParser(), FormParser())

    @modify(status_code=HTTPStatus.OK, operation_id="webhook.say")  # Slack's senders look for it
    async def post(self, parsed_path: Path[HookPath], parsed_body: Annotated[Hook, Body()]) -> Done:
        """Say something in the webhook's room, as its bot."""
        webhook = await reads.ask(identity.by_address, parsed_path.secret)
        if webhook is None:
            raise Refusal("not_found")
        note_use(webhook.bot_id, Webhook, webhook.pk)
        post = MessagePost(
            ref="",
            room=webhook.room_id,
            client_id=parsed_body.client_id or uuid4(),
            body=parsed_body.text,
        )
        return await obey(webhook.bot_id, post)  # type: ignore[return-value]  # its only reply
