"""When the server is in trouble, nothing that was acknowledged is lost, and everybody is told."""

import asyncio
import signal
import sqlite3
import uuid
from contextlib import AsyncExitStack

import pytest
import websockets

from tests.community import settle
from tests.waiting import PATIENCE
from tests.wire.chat import person_at


@pytest.fixture
def busy(new_site):
    return new_site(CHAT_LIMITS="posts_per_second=0 commands=0")


async def talk(tom, room, acknowledged):
    """Post until the server closes."""
    n = 0
    while True:
        reply = await tom.post(room, str(n))
        if "message" in reply:
            acknowledged.append(reply["message"]["rev"])
        n += 1


async def test_a_restart_answers_what_was_said_and_says_when_to_come_back(new_site, pki):
    site = new_site(CHAT_LIMITS="posts_per_second=0 commands=0")
    people = settle(site.env, ["tom", "ann"], ["restart"])
    room, enter = people.rooms["restart"], person_at(site, pki)
    acknowledged = []
    async with enter(people.tokens["tom"]) as tom, enter(people.tokens["ann"]) as ann:
        await ann.ask("room.open", room=room)
        await tom.ask("room.open", room=room)
        talking = asyncio.create_task(talk(tom, room, acknowledged))
        await asyncio.sleep(1)
        site.send(signal.SIGTERM)
        with pytest.raises(websockets.ConnectionClosed):
            await talking
        assert tom.socket.close_code == 1012
        rest, _ = await tom.ends()
        acknowledged += [
            each["message"]["rev"] for each in rest if "message" in each and "re" in each
        ]
        heard, code = await ann.ends()
    for bye in ((tom.events + rest)[-1], heard[-1]):
        assert (bye["on"], bye["code"], bye["reconnect"]) == ("bye", 1012, True)
        assert 0 < bye["retry_after"] <= 10
    assert code == 1012 and await asyncio.to_thread(site.child.wait, 20) == 0
    assert "Traceback" not in site.output
    again = new_site(CHAT_LIMITS="posts_per_second=0")
    written = []
    async with person_at(again, pki)(people.tokens["ann"]) as ann:
        page = {"more": True}
        while page.get("more"):
            page = await ann.ask("room.open", room=room, since=written[-1] if written else 0)
            written += [message["rev"] for message in page["messages"]]
    assert len(acknowledged) > 10, "the premise: there was talk"
    assert written == acknowledged, "each post was answered, or was not written"


async def test_while_the_database_is_locked_people_read_and_posts_wait(busy, pki, data_dir):
    people = settle(busy.env, ["tom", "ann"], ["locked"])
    room, enter = people.rooms["locked"], person_at(busy, pki)
    async with enter(people.tokens["tom"]) as tom, enter(people.tokens["ann"]) as ann:
        await tom.ask("room.open", room=room), await ann.ask("room.open", room=room)
        await tom.post(room, "before")
        await ann.ask("hello")  # who is new to a room for everybody would be written down as there
        client_id = str(uuid.uuid4())
        other = sqlite3.connect(data_dir / "db.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            posting = asyncio.create_task(tom.post(room, "locked", client_id=client_id))
            for _ in range(20):
                await asyncio.sleep(0.1)
                assert "error" not in await ann.ask("ping", at={room: 1})
                assert "error" not in await ann.ask("room.history", room=room, before=9)
            assert "error" not in await ann.ask("room.open", room=room)
            async with enter(people.tokens["ann"]) as newcomer:
                assert "error" not in await newcomer.ask("hello")
            waits = not posting.done() or posting.result()["error"] == "try_again"
            assert waits, "the premise: the database was locked all the time"
        finally:
            other.execute("ROLLBACK")
            other.close()
        reply = await asyncio.wait_for(posting, PATIENCE)
        while reply.get("error") == "try_again":
            await asyncio.sleep(reply["retry_after"])
            reply = await tom.post(room, "locked", client_id=client_id)
        assert reply["message"]["body"] == "locked"
        bodies = [(await ann.event("message"))["message"]["body"] for _ in range(2)]
        assert bodies == ["before", "locked"], "once"


async def test_searches_that_take_long_stall_nobody_and_come_to_an_end(new_site, pki):
    site = new_site(DJANGO_SETTINGS_MODULE="tests.slow_settings")
    people = settle(site.env, ["tom", "ann"], ["slow"])
    room, enter = people.rooms["slow"], person_at(site, pki)
    async with AsyncExitStack() as stack:
        searchers = [await stack.enter_async_context(enter(people.tokens["ann"])) for _ in range(3)]
        searches = [asyncio.create_task(ann.ask("search", q="hello")) for ann in searchers]
        async with enter(people.tokens["tom"]) as tom, enter(people.tokens["tom"]) as other:
            await tom.ask("room.open", room=room)
            await other.post(room, "hello")
            assert (await tom.event("message"))["message"]["body"] == "hello"
            history = await tom.ask("room.history", room=room, before=100)
            assert [message["body"] for message in history["messages"]] == ["hello"]
            assert not any(search.done() for search in searches), "they were slow meanwhile"
        assert {reply["error"] for reply in await asyncio.gather(*searches)} == {"too_broad"}
