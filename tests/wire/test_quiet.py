"""Who says nothing is not sent away, as long as anybody is there."""

import asyncio
from contextlib import AsyncExitStack
from types import SimpleNamespace

import pytest

from tests.servers import Process
from tests.wire.frames import answer_to

INTERVAL, TIMEOUT = 1, 2  # seconds; Daphne's own are 20 and 30


@pytest.fixture(scope="module")
def brisk(new_site, tmp_path_factory):
    """The `daphne` command with its flags for a ping every second and two seconds to answer."""
    other = new_site()
    other.stop()  # its port is free now, and its command is as people type it
    command = [*other.command, "--ping-interval", INTERVAL, "--ping-timeout", TIMEOUT]
    log = tmp_path_factory.mktemp("brisk") / "daphne.log"
    server = Process(command, log, env=other.env)
    try:
        server.start().wait_for(other.port)
        yield SimpleNamespace(port=other.port, wss=other.wss, process=server)
    finally:
        server.end()


@pytest.mark.soak  # tests/proxies waits for the same minute
async def test_after_a_quiet_minute_everybody_is_still_there(site, connect):
    async with AsyncExitStack() as stack:
        members = [
            await stack.enter_async_context(connect("/wss/broadcast/library")) for _ in range(20)
        ]
        await asyncio.sleep(65)
        await members[0].send("still here?")
        for member in members:
            assert await member.hears() == "still here?"


async def test_who_answers_no_ping_is_gone_and_who_answers_stays(brisk, pki, connect):
    async with connect("/wss", at=brisk) as tom:
        # The server looks every two seconds, so both times may be as much longer; ten are waited.
        assert await answer_to(brisk, pki) == (4000, "No answer to a ping.")
        assert await tom.asks("tom") == "tom"
    assert "Traceback" not in brisk.process.output
