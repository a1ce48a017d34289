"""Signing in from a mini-program."""

from http import HTTPStatus
from ipaddress import ip_network
from typing import Annotated

import msgspec
from dmr import modify

from chat.actions import mini as actions
from chat.api.base import Api
from chat.api.rows import Body
from chat.journal import journal
from chat.mini import exchanges, provider
from chat.protocol import replies
from chat.rates import logins


class MiniLogin(msgspec.Struct):
    """What the platform's login gave, and which platform that is, where the site knows several."""

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    provider: Annotated[str, msgspec.Meta(max_length=20)] | None = None


class Login(Api):
    """The door of mini-programs: it asks for nothing but a code."""

    auth = None

    @modify(status_code=HTTPStatus.CREATED, operation_id="mini.login")
    async def post(self, parsed_body: Annotated[MiniLogin, Body()]) -> replies.NewToken:
        """Exchange a platform's login code (as `wx.login` gives it) for an access token.

        Whoever comes for the first time is given an account. The token is good for 30 days, and
        the last five of a person count: a mini-program may do this at each start.
        """
        platform = provider(parsed_body.provider)
        logins.take(network(self.request.META.get("REMOTE_ADDR", "")))
        openid = await exchanges.ask(platform.openid, parsed_body.code)
        return await journal().write(actions.enter, platform.name, openid)


def network(address: str) -> str:
    """Whose address it is: of IPv6, everybody has 2^64."""
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address
