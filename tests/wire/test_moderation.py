"""What is decided at one server process is obeyed at every other at once."""

from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from tests.community import lead, settle, talk
from tests.wire.chat import person_at

ROOMS = ["hushed", "icy", "slowed", "pinned", "reported"]


@pytest.fixture(scope="module")
def pair(new_site, site):
    """Two server processes."""
    return site, new_site()


@pytest.fixture(scope="module")
def found(pair):
    """Tom, who leads these rooms, and ann and bob, who are in them."""
    settled = settle(pair[0].env, ["tom", "ann", "bob"], ROOMS)
    lead(pair[0].env, "tom", ROOMS)
    return settled


@pytest.fixture
def meet(pair, pki, found):
    """`async with meet("hushed") as (tom, ann, room):` each on a process of their own."""

    @asynccontextmanager
    async def met(title):
        room = found.rooms[title]
        async with AsyncExitStack() as stack:
            both = []
            for site, name in zip(pair, ("tom", "ann"), strict=True):
                enter = person_at(site, pki)(found.tokens[name])
                both.append(await stack.enter_async_context(enter))
                await both[-1].ask("room.open", room=room)
            yield *both, room

    return met


async def test_a_mute_is_obeyed_by_the_other_process_with_its_next_message(meet, found):
    async with meet("hushed") as (tom, ann, room):
        whom = {"room": room, "user": found.ids["ann"]}
        muted = await tom.ask("member.mute", **whom, seconds=600, reason="spam")
        assert muted["member"]["muted"]["reason"] == "spam"
        refused = await ann.post(room, "hello")
        assert (refused["error"], 590 < refused["retry_after"] <= 600) == ("muted", True)
        assert (await ann.ask("typing", room=room))["error"] == "muted"
        assert (await ann.event("member"))["member"]["muted"]
        assert (await ann.event("room"))["mine"]["muted"]["by"] == "tom"
        await tom.ask("member.unmute", **whom)
        assert "error" not in await ann.post(room, "thanks")


async def test_a_frozen_room_is_frozen_on_every_process(meet):
    async with meet("icy") as (tom, ann, room):
        assert (await tom.ask("room.update", room=room, frozen=True))["room"]["frozen"]
        assert (await ann.post(room, "hello"))["error"] == "frozen"
        assert (await ann.event("room"))["room"]["frozen"]
        assert "error" not in await tom.post(room, "listen")


async def test_the_wait_of_a_slow_room_counts_over_all_processes(meet, pair, pki, found):
    async with meet("slowed") as (tom, ann, room):
        await tom.ask("room.update", room=room, slow=600)
        async with person_at(pair[0], pki)(found.tokens["ann"]) as phone:
            assert "error" not in await phone.post(room, "from the phone")
        refused = await ann.post(room, "from the desk")
        assert (refused["error"], refused["retry_after"] > 500) == ("slow", True)


async def test_a_pin_comes_as_a_change_of_its_message(meet):
    async with meet("pinned") as (tom, ann, room):
        seq = (await tom.post(room, "read this"))["message"]["seq"]
        await tom.ask("message.pin", room=room, seq=seq)
        assert "pinned" not in (await ann.event("message"))["message"]
        assert (await ann.event("message"))["message"]["pinned"]
        (pin,) = (await ann.ask("room.pins", room=room))["messages"]
        assert pin["body"] == "read this"
        assert (await ann.ask("message.unpin", room=room, seq=seq))["error"] == "forbidden"


async def test_a_report_reaches_who_leads_the_room_on_every_process(meet, pair, found):
    talk(pair[0].env, "bob", "reported", 1)
    async with meet("reported") as (tom, ann, room):
        assert "error" not in await ann.ask("message.report", room=room, seq=1, reason="spam")
        report = {"on": "report", "room": room, "seq": 1, "reason": "spam"}
        assert await tom.event("report") == report
