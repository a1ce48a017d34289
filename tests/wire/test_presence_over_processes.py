"""Who is here, as people on another server process see it, whatever becomes of the first one."""

import asyncio
import signal

import pytest

from tests.community import settle
from tests.rarely import rarely
from tests.waiting import until
from tests.wire.chatting import Chatter, two_sites


@pytest.mark.parametrize("settings", ["tests.quick_settings", *rarely("chatsite.settings")])
async def test_people_of_a_killed_process_are_gone(new_site, redis, connect, settings):
    pair = two_sites(new_site, redis, DJANGO_SETTINGS_MODULE=settings)
    found = await asyncio.to_thread(settle, pair[0].env, ["tom", "ann"], ["here"])
    tom_id, room = str(found.ids["tom"]), found.rooms["here"]
    async with (
        connect("/wss/chat", at=pair[0]) as first,
        connect("/wss/chat", at=pair[1]) as second,
    ):
        await Chatter(first, found.tokens["tom"], room).enter()
        ann = await Chatter(second, found.tokens["ann"], room).enter()
        await until(lambda: ann.present.get(tom_id) == "online")
        pair[0].send(signal.SIGKILL)
        await until(lambda: ann.present[tom_id] == "offline")
        assert ann.present[str(found.ids["ann"])] == "online"
