"""How tests wait for what must come: they fail on what came, never on the time it took."""

import asyncio
import time

PATIENCE = 120  # seconds, for what takes a few, or a roll a dozen; these machines are shared


def wait_until(condition, what):
    """Return when the condition holds; fail in the end, saying what did not happen."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"not within {PATIENCE} s: {what}"
        time.sleep(0.02)


async def wait_aside(condition, what):
    """As `wait_until`, in a thread: the condition may take its time, and all else goes on."""
    await asyncio.to_thread(wait_until, condition, what)


async def until(condition):
    """Wait for it on this loop, in which all else goes on; fail where it never comes."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.01)
