"""Who is here, as people on another server process see it, whatever becomes of the first one."""

import asyncio
import signal
import time

import pytest

from tests.community import settle
from tests.wire.chatting import Chatter, two_sites

# The settings of the processes, and seconds within which those of a dead one must be gone.
SLOW = pytest.param("chatsite.settings", 30, marks=pytest.mark.soak)


async def until(condition, seconds, what):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        await asyncio.sleep(0.05)


@pytest.mark.parametrize(("settings", "seconds"), [("tests.quick_settings", 8), SLOW])
async def test_people_of_a_killed_process_are_gone(new_site, redis, connect, settings, seconds):
    pair = two_sites(new_site, redis, DJANGO_SETTINGS_MODULE=settings)
    found = await asyncio.to_thread(settle, pair[0].env, ["tom", "ann"], ["here"])
    tom_id, room = str(found.ids["tom"]), found.rooms["here"]
    async with (
        connect("/wss/chat", at=pair[0]) as first,
        connect("/wss/chat", at=pair[1]) as second,
    ):
        await Chatter(first, found.tokens["tom"], room).enter()
        ann = await Chatter(second, found.tokens["ann"], room).enter()
        await until(lambda: ann.present.get(tom_id) == "online", 30, "ann sees tom")
        pair[0].send(signal.SIGKILL)
        await until(lambda: ann.present[tom_id] == "offline", seconds, "ann sees that tom is gone")
        assert ann.present[str(found.ids["ann"])] == "online"
