"""A quiet minute through every proxy at once: nobody is cut off, even without the site's pings."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from tests.proxies.clients import connect, hears
from tests.proxies.daemons import ports
from tests.proxies.kinds import WHOLE_SITES

MINUTE = 65  # seconds; nginx's and Apache's own time-outs are 60


@pytest.fixture
def quiet(new_backend, new_proxy):
    """All proxies in front of a site that would ping after ten minutes only."""
    backend = new_backend("https://localhost", "--ping-interval", "600")
    return [new_proxy(kind, [backend.tcp], ports()) for kind in WHOLE_SITES]


async def test_after_a_quiet_minute_everybody_is_still_there(quiet):
    async with AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(connect(proxy)) for proxy in quiet]
        await asyncio.sleep(MINUTE)
        for socket in sockets:
            await socket.send("still here?")
            assert await hears(socket) == "still here?"
