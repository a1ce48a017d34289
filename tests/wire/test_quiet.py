"""Who says nothing is not sent away."""

import asyncio
from contextlib import AsyncExitStack


async def test_after_a_quiet_minute_everybody_is_still_there(site, connect):
    async with AsyncExitStack() as stack:
        members = [
            await stack.enter_async_context(connect("/wss/broadcast/library")) for _ in range(20)
        ]
        await asyncio.sleep(65)
        await members[0].send("still here?")
        for member in members:
            assert await member.hears() == "still here?"
