"""Whoever runs the site sees the sockets of every process, and closes them from any of them."""

import asyncio
import json
import signal
from urllib.parse import urlencode

import pytest

from tests.community import change, settle
from tests.waiting import PATIENCE
from tests.wire.chatting import two_sites
from tests.wire.http import get, post

CSRF = "c" * 32


@pytest.fixture(scope="module")
def pair(new_site, redis):
    """Two server processes of one site."""
    return two_sites(new_site, redis, DJANGO_SETTINGS_MODULE="tests.quick_settings")


@pytest.fixture(scope="module")
def found(pair):
    """People, one of whom runs the site."""
    found = settle(pair[0].env, ["tom", "boss"], ["live"])
    change(pair[0].env, "User.objects.filter(username='boss').update(is_staff=1, is_superuser=1)")
    return found


class Panel:
    """The live page of one process, as the boss's browser has it."""

    def __init__(self, site, session):
        self.site = site
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Referer": site.https,
        }

    async def look(self, **query):
        path = f"/admin/live/sockets/?{urlencode(query)}"
        answer = await asyncio.to_thread(get, self.site, path, **self.headers)
        return json.load(answer)

    async def sees(self, number, **query):
        """So many sockets, once the processes know each other; what is told of them."""
        async with asyncio.timeout(PATIENCE):
            while (told := await self.look(**query))["fitting"] != number:
                await asyncio.sleep(0.05)
        return told["sockets"]

    async def close(self, **target):
        form = urlencode(target).encode()
        answer = await asyncio.to_thread(
            post, self.site, "/admin/live/close/", form, **self.headers
        )
        return json.load(answer)["closed"]


@pytest.fixture
def panel(pair, found):
    return Panel(pair[0], found.sessions["boss"])


async def enter(client, token, room):
    await client.send(json.dumps({"do": "hello", "ref": 1, "token": token}))
    await client.send(json.dumps({"do": "room.open", "ref": 2, "room": room}))
    while json.loads(await client.hears()).get("re") != 2:
        pass


async def test_a_socket_of_another_process_is_seen_and_closed_with_the_reason(
    panel, pair, found, connect
):
    async with (
        connect("/wss/chat", at=pair[1], user_agent_header="tea/1") as tom,
        connect("/wss/chat", at=pair[0]) as tom_too,
    ):
        for client in (tom, tom_too):
            await enter(client, found.tokens["tom"], found.rooms["live"])
        told = await panel.sees(2, q="tom")
        there = next(row for row in told if row["agent"] == "tea/1")
        assert there["rooms"] == [[found.rooms["live"], "live"]]
        assert (there["address"], there["tls"], there["buffered"]) == ("127.0.0.1", "TLSv1.3", 0)
        assert there["cipher"].startswith("TLS_") and there["sent"] > there["received"] > 200
        assert there["place"].split("/")[1] == str(pair[1].pid)
        named = {"process": there["process"], "number": there["number"], "reason": "too loud"}
        assert await panel.close(**named) == 1
        bye = json.loads((await tom.everything())[-1])
        assert (bye["on"], bye["code"], bye["reconnect"]) == ("bye", 4502, False)
        assert "too loud" in bye["text"] and tom.socket.close_code == 4502
        assert [row["agent"] for row in await panel.sees(1, q="tom")] != ["tea/1"]
        assert await panel.close(user=found.ids["tom"]) == 1
        assert (await tom_too.is_closed_with())[0] == 4502
    row = "print(Audit.objects.filter(action='socket.close', target='tom').count())"
    assert await asyncio.to_thread(change, pair[0].env, row) == "2\n"


async def test_who_is_nobody_is_seen_too_at_every_door(panel, pair, connect):
    async with connect("/wss", at=pair[1]) as echo, connect("/wss/broadcast/x", at=pair[0]):
        [row] = await panel.sees(1, door="echo")
        assert (row["username"], row["user"], row["rooms"]) == ("", None, [])
        assert await panel.close(process=row["process"], number=row["number"]) == 1
        error = json.loads(await echo.hears())
        assert (error["error"], (await echo.is_closed_with())[0]) == ("dismissed", 4502)
        assert len(await panel.sees(1, door="broadcast")) == 1


async def test_a_process_that_hangs_is_named_and_the_others_are_shown(panel, pair, connect):
    async with connect("/wss", at=pair[0]):
        await panel.sees(1, door="echo")
        pair[1].send(signal.SIGSTOP)
        try:
            told = await panel.look(door="echo")
        finally:
            pair[1].send(signal.SIGCONT)
        assert str(pair[1].pid) in [name.split("/")[1] for name in told["silent"]]
        assert told["fitting"] == 1
