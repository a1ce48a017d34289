"""Two people on two server processes talk, whatever becomes of the Redis between them."""

import asyncio
import itertools
import signal
import time
from contextlib import AsyncExitStack, suppress

import pytest
import websockets

from tests.community import settle
from tests.waiting import until
from tests.wire.chatting import Chatter, two_sites

STEADY = 0.03  # seconds between two posts of a person


@pytest.fixture
def pair(new_site, own_redis):
    """Two server processes that share a Redis which a test may hurt."""
    return two_sites(new_site, own_redis)


class Table:
    """A room, and the people of it: two on each process."""

    def __init__(self, pair, connect, name):
        self.pair, self.connect, self.name = pair, connect, name

    async def __aenter__(self):
        names = ("tom", "ann", "bob", "eve")
        found = await asyncio.to_thread(settle, self.pair[0].env, names, [self.name])
        self.stack = AsyncExitStack()
        self.people = []
        for number, name in enumerate(names):
            client = await self.stack.enter_async_context(
                self.connect("/wss/chat", at=self.pair[number % 2])
            )
            chatter = Chatter(client, found.tokens[name], found.rooms[self.name])
            self.people.append(await chatter.enter())
        return self

    async def __aexit__(self, *trouble):
        await self.stack.aclose()

    async def talk(self, seconds):
        """Two people of different processes post all the while; how often they did together."""
        end, count = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            await asyncio.gather(*(who.post(f"{count}") for who in self.people[:2]))
            count += 2
            await asyncio.sleep(STEADY)
        return count

    async def all_have_heard(self, count):
        """Everybody hears so much, and each message once and in order."""

        def heard():
            assert all(who.still_there() for who in self.people)
            return all(len(who.heard) >= count for who in self.people)

        await until(heard)
        assert [len(who.heard) for who in self.people] == [count] * len(self.people)
        assert all(who.heard == self.people[0].heard for who in self.people)


def logged_once(pair):
    """Each process said once that the layer went and once that it came, and nothing worse."""
    for site in pair:
        assert site.output.count("The channel layer is away") == 1, site.output
        assert site.output.count("The channel layer is back") == 1, site.output
        assert "Traceback" not in site.output


async def test_all_hear_each_other_in_one_order(pair, connect):
    async with Table(pair, connect, "calm") as table:
        await table.all_have_heard(await table.talk(1))


async def test_a_layer_that_loses_repeats_and_reorders_is_not_noticed(new_site, redis, connect):
    pair = two_sites(new_site, redis, DJANGO_SETTINGS_MODULE="tests.faulty_settings")
    async with Table(pair, connect, "faulty") as table:
        await table.all_have_heard(await table.talk(3))


async def test_a_redis_killed_in_the_middle_of_the_talk_is_not_noticed(pair, own_redis, connect):
    async with Table(pair, connect, "killed") as table:
        count = await table.talk(0.5)
        await asyncio.to_thread(own_redis.stop, signal.SIGKILL)
        count += await table.talk(3)
        await table.all_have_heard(count)
        talk = asyncio.create_task(table.talk(2))
        await asyncio.to_thread(own_redis.start)
        count += await talk
        await table.all_have_heard(count)
    logged_once(pair)


async def test_a_frozen_redis_is_not_noticed(pair, own_redis, connect):
    async with Table(pair, connect, "frozen") as table:
        count = await table.talk(0.5)
        own_redis.send(signal.SIGSTOP)
        try:
            count += await table.talk(1)
            await table.all_have_heard(count)  # before it counts as away, too
            count += await table.talk(6)
            await table.all_have_heard(count)
        finally:
            own_redis.send(signal.SIGCONT)
        count += await table.talk(1)
        await table.all_have_heard(count)
    logged_once(pair)


async def test_what_a_killed_process_was_answered_is_heard_on_the_other(pair, connect):
    async with Table(pair, connect, "dead") as table:
        tom, ann, _, eve = table.people
        answered = []

        async def talk_to_the_end():
            with suppress(ConnectionError, websockets.ConnectionClosed):
                for number in itertools.count():
                    await tom.post(str(number))
                    answered.append(str(number))

        talk = asyncio.create_task(talk_to_the_end())
        await asyncio.sleep(1)
        pair[0].send(signal.SIGKILL)
        await talk
        await until(lambda: min(len(ann.heard), len(eve.heard)) >= len(answered))
        assert answered and ann.still_there() and eve.still_there()
        assert ann.heard == eve.heard and ann.heard[: len(answered)] == answered
