"""The link heals whatever the channel layer does, on a layer that fails as it is told."""

import asyncio

import pytest
from channels.layers import InMemoryChannelLayer

from chat.hub import link as link_module
from chat.hub.link import Link


class Faulty(InMemoryChannelLayer):
    """A layer that raises what it is told to, or answers nothing."""

    def __init__(self):
        super().__init__()
        self.fault = None
        self.silent = False

    def check(self):
        if self.fault:
            raise self.fault

    async def new_channel(self, prefix="specific."):
        self.check()
        return await super().new_channel(prefix)

    async def send(self, channel, message):
        self.check()
        if not self.silent:
            await super().send(channel, message)

    async def group_add(self, group, channel):
        self.check()
        await super().group_add(group, channel)

    async def group_send(self, group, message):
        self.check()
        await super().group_send(group, message)

    async def flush(self):
        """Local to a process, as with Redis: what others hold on the layer stays."""


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The link's patience, in twentieths of what it is."""
    for name in ("PULSE", "DOUBT", "LATE", "RETRY"):
        monkeypatch.setattr(link_module, name, getattr(link_module, name) / 20)


async def pair(layer):
    """Two processes' links on one layer, in the same group, and what each has heard."""
    links, heard = [], ([], [])
    for notes in heard:

        async def hear(message, notes=notes):
            notes.append(message["n"])

        links.append(Link(layer, hear))
        await links[-1].hold("g")
    return links, heard


async def until(condition):
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came true")


def say(link, number):
    link.send("g", {"type": "broadcast", "n": number})


async def test_others_hear_in_order_and_oneself_does_not():
    (a, b), (heard_a, heard_b) = await pair(Faulty())
    for number in range(50):
        say(a, number)
    await until(lambda: len(heard_b) == 50)
    assert (heard_b, heard_a) == (list(range(50)), [])
    b.task.cancel(), a.task.cancel()


@pytest.mark.parametrize("error", [ConnectionError("refused"), TimeoutError(), OSError(28, "full")])
async def test_after_any_error_the_link_is_made_anew(error, caplog):
    layer = Faulty()
    (a, b), (_, heard_b) = await pair(layer)
    layer.fault = error
    await until(lambda: a.away and b.away)
    layer.fault = None
    await until(lambda: not a.away and not b.away and "g" in b.held)
    say(a, 1)
    await until(lambda: heard_b == [1])
    told = [r.message for r in caplog.records if "is away" in r.message]
    assert len(told) == 2, "each link says it once"
    b.task.cancel(), a.task.cancel()


async def test_a_layer_that_answers_nothing_is_noticed():
    layer = Faulty()
    (a, b), _ = await pair(layer)
    layer.silent = True
    await until(lambda: a.away == "it does not answer")
    layer.silent = False
    await until(lambda: not a.away)
    b.task.cancel(), a.task.cancel()


async def test_those_who_watch_know_of_doubt_before_the_layer_counts_as_away():
    layer = Faulty()
    (a, b), _ = await pair(layer)
    await until(lambda: a.well)
    seen = []
    a.watchers.append(lambda: seen.append((a.well, a.away)))
    layer.silent = True
    await until(lambda: a.away)
    layer.silent = False
    await until(lambda: a.well)
    assert (seen[0], seen[-1]) == ((False, None), (True, None))
    b.task.cancel(), a.task.cancel()


async def test_whatever_goes_wrong_meanwhile_is_told_once(caplog):
    layer = Faulty()
    (a, b), _ = await pair(layer)
    await until(lambda: a.well and b.well)
    for number in range(4):
        layer.fault = OSError(f"trouble {number}")
        await asyncio.sleep(0.05)
    layer.fault = None
    await until(lambda: a.well and b.well)
    for word in ("layer is away", "layer is back"):
        assert caplog.text.count(word) == 2, "each link says it once"
    b.task.cancel(), a.task.cancel()


async def test_the_layer_is_back_only_when_all_groups_are_held_again():
    layer = Faulty()
    (a, b), (_, heard_b) = await pair(layer)
    for number in range(300):
        b.want(f"room.{number}")
    layer.fault = OSError("away")
    await until(lambda: b.away)
    layer.fault = None
    b.watchers.append(lambda: heard_b.append(b.held == b.wanted))
    await until(lambda: b.well)
    assert all(heard_b)
    b.task.cancel(), a.task.cancel()


async def test_who_leaves_a_group_and_comes_again_is_in_it():
    (a, b), (_, heard_b) = await pair(Faulty())
    for number in range(30):
        b.release("g")
        await asyncio.sleep(0)
        await b.hold("g")
        say(a, number)
        await until(lambda: heard_b[-1:] == [number])  # noqa: B023
    b.task.cancel(), a.task.cancel()


async def test_nobody_waits_for_a_layer_that_is_away():
    layer = Faulty()
    (a, b), _ = await pair(layer)
    layer.fault = ConnectionError("refused")
    await until(lambda: a.away)
    await asyncio.wait_for(a.hold("another"), 0.01)
    for number in range(link_module.WAITING + 10):
        say(a, number)
    assert a.outgoing.qsize() <= link_module.WAITING
    b.task.cancel(), a.task.cancel()


async def test_who_asks_first_waits_for_the_first_word_of_the_layer():
    layer = Faulty()
    layer.fault = ConnectionError("Connection refused.")
    link = Link(layer, None)
    assert await link.trouble(1) == "Connection refused"
    layer.fault = None
    await asyncio.sleep(0.1)
    assert await link.trouble(1) is None
    link.task.cancel()


async def test_a_layer_that_says_nothing_at_all_is_not_called_well():
    layer = Faulty()
    layer.silent = True
    link = Link(layer, None)
    assert await link.trouble(0.01) == "it has not answered yet"
    link.task.cancel()
