"""A Redis that goes away takes nobody's socket with it, and nobody must do anything afterwards."""

import asyncio
import signal
import subprocess

import pytest

from tests.servers import Redis
from tests.waiting import wait_aside
from tests.wire.http import get_json


@pytest.fixture
def pair(new_site, own_redis):
    """Two server processes that share a Redis which a test may hurt."""
    return [new_site(CHANNEL_LAYER_URL=own_redis.url) for _ in range(2)]


async def talk_until_heard(speaker, listener):
    """Return once the listener hears what the speaker says again and again.

    Before it there may come what was said while the layer was about to be there.
    """

    async def hear():
        while await listener.hears() != "again":
            pass

    heard = asyncio.create_task(hear())
    while not heard.done():
        await speaker.send("again")
        assert await speaker.hears() == "again"  # the own process always hears at once
        await asyncio.wait({heard}, timeout=0.1)
    await heard


async def test_a_restart_in_the_middle_of_traffic_is_survived_by_every_socket(
    pair, own_redis, connect
):
    async with (
        connect("/wss/broadcast/tea", at=pair[0]) as alice,
        connect("/wss/broadcast/tea", at=pair[1]) as bob,
    ):
        assert await alice.asks("before") == await bob.hears() == "before"
        await asyncio.to_thread(own_redis.stop, signal.SIGKILL)
        assert await alice.asks("while away") == "while away"
        await asyncio.to_thread(own_redis.start)
        await talk_until_heard(alice, bob)
        await talk_until_heard(bob, alice)
    for server in pair:
        assert server.output.count("The channel layer is away") <= 3, server.output
        assert "Traceback" not in server.output


@pytest.mark.soak
async def test_a_frozen_redis_delays_nobody_on_the_same_process(pair, own_redis, connect):
    async with (
        connect("/wss/broadcast/ice", at=pair[0]) as alice,
        connect("/wss/broadcast/ice", at=pair[0]) as bob,
        connect("/wss/broadcast/ice", at=pair[1]) as far,
    ):
        assert await alice.asks("before") == await bob.hears() == await far.hears() == "before"
        own_redis.send(signal.SIGSTOP)
        try:
            for number in range(20):
                assert await alice.asks(str(number)) == await bob.hears() == str(number)
            await wait_aside(lambda: get_json(pair[0])["status"] == "degraded", "degraded")
        finally:
            own_redis.send(signal.SIGCONT)
        await wait_aside(lambda: get_json(pair[0])["status"] == "ok", "ok again")
        assert await bob.asks("thaw") == await alice.hears() == "thaw"


async def test_a_redis_that_was_never_there_is_told_at_the_start_and_used_when_it_comes(
    new_site, tmp_path, connect
):
    late = Redis(tmp_path)
    pair = [new_site(CHANNEL_LAYER_URL=late.url) for _ in range(2)]
    assert f"127.0.0.1:{late.port}" in pair[0].output
    assert "apt install redis-server" in pair[0].output
    async with (
        connect("/wss/broadcast/tea", at=pair[0]) as alice,
        connect("/wss/broadcast/tea", at=pair[1]) as bob,
    ):
        assert await alice.asks("alone") == "alone"
        assert get_json(pair[0])["status"] == "degraded"
        try:
            await asyncio.to_thread(late.start)
            await talk_until_heard(alice, bob)
        finally:
            late.end()


def test_a_wrong_password_is_told_and_not_printed(new_site, own_redis):
    subprocess.run(
        ["redis-cli", "-p", str(own_redis.port), "config", "set", "requirepass", "right"],
        check=True,
    )
    url = own_redis.url.replace("redis://", "redis://:hunter2@")
    site = new_site(CHANNEL_LAYER_URL=url)
    assert "password" in site.output and "hunter2" not in site.output
