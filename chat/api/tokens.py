"""Access tokens of whoever asks."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Path, modify

from chat.actions import tokens
from chat.api.base import Api
from chat.api.identity import Session
from chat.api.rows import Body
from chat.journal import journal
from chat.models import mine
from chat.pool import reads
from chat.protocol import replies
from chat.protocol.commands import Id
from chat.protocol.things import Scope, Token


class TokenMake(msgspec.Struct):
    """What the token is for, how many days it is good for, and what it may."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    days: Annotated[int, msgspec.Meta(ge=1, le=3650)] | None = None
    scopes: Annotated[list[Scope], msgspec.Meta(min_length=1)] = msgspec.field(
        default_factory=lambda: ["chat"]
    )


class MyTokens(msgspec.Struct):
    """Access tokens, the newest first."""

    tokens: list[Token]


class TokenPath(msgspec.Struct):
    """Which token."""

    token: Id


class Tokens(Api):
    """The access tokens of whoever asks."""

    @modify(operation_id="token.list")
    async def get(self) -> MyTokens:
        """Your access tokens, without their secrets."""
        return MyTokens(await reads.ask(mine.tokens_of, self.user.id))

    @modify(status_code=HTTPStatus.CREATED, operation_id="token.make", auth=[Session()])
    async def post(self, parsed_body: Annotated[TokenMake, Body()]) -> replies.NewToken:
        """Make an access token, whose secret is shown only now.

        Only a page may: a token that has leaked shall make no others.
        """
        wish = parsed_body
        return await journal().write(tokens.make, self.user.id, wish.name, wish.days, wish.scopes)


class OneToken(Api):
    """An access token of whoever asks."""

    @modify(operation_id="token.revoke")
    async def delete(self, parsed_path: Path[TokenPath]) -> replies.Reply:
        """Let a token open nothing any more."""
        return await journal().write(tokens.revoke, self.user.id, parsed_path.token)
