"""Incoming webhooks: addresses by which other programs say something in a room."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from django.urls import reverse
from dmr import Path, modify

from chat.actions import webhooks
from chat.api.base import Api
from chat.api.rooms import RoomPath
from chat.api.rows import Body
from chat.journal import journal
from chat.pool import reads
from chat.protocol import replies
from chat.protocol.commands import Id
from chat.protocol.things import Webhook


class WebhookMake(msgspec.Struct):
    """The name of the webhook and of its bot."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class NewWebhook(msgspec.Struct):
    """A webhook, and the address at which it listens, which is shown only now."""

    webhook: Webhook
    url: str


class Webhooks(msgspec.Struct):
    """The webhooks of a room, without their addresses."""

    webhooks: list[Webhook]


class WebhookPath(msgspec.Struct):
    """Which webhook."""

    webhook: Id


class RoomWebhooks(Api):
    """The webhooks of a room."""

    @modify(operation_id="webhook.list")
    async def get(self, parsed_path: Path[RoomPath]) -> Webhooks:
        """The webhooks of a room, for its owner and moderators."""
        return Webhooks(await reads.ask(webhooks.listed, self.user.id, parsed_path.room))

    @modify(status_code=HTTPStatus.CREATED, operation_id="webhook.make")
    async def post(
        self, parsed_path: Path[RoomPath], parsed_body: Annotated[WebhookMake, Body()]
    ) -> NewWebhook:
        """Make a webhook with a bot of its own; owner and moderators may."""
        made = await journal().write(
            webhooks.make, self.user.id, parsed_path.room, parsed_body.name
        )
        path = reverse("hook", kwargs={"secret": made.secret})
        return NewWebhook(made.webhook, self.request.build_absolute_uri(path))


class OneWebhook(Api):
    """A webhook."""

    @modify(operation_id="webhook.drop")
    async def delete(self, parsed_path: Path[WebhookPath]) -> replies.Reply:
        """Close a webhook's address; what it said stays."""
        return await journal().write(webhooks.drop, self.user.id, parsed_path.webhook)
