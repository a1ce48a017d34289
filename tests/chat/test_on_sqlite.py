"""A file that another process holds, or a disk that is full, loses nothing and is survived."""

import asyncio
import sqlite3
import uuid

import pytest
from django.db import connection, connections

from chat.actions.draft import Draft
from chat.journal import journal
from chat.models import log
from chat.pool import reads
from chat.protocol.frames import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post(tom, lobby):
    """Posts as a client does that keeps what is not acknowledged: by the same id."""

    async def posted(body, client_id=None):
        draft = Draft(tom.pk, lobby.pk, client_id or uuid.uuid4(), body)
        return (await journal().post(draft)).message

    return posted


@pytest.fixture
def intruder(lobby):
    """Another program on the same file."""
    file = connection.settings_dict["NAME"]
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    yield other
    other.close()


async def pragma(text):
    """Set something of the journal's own connection."""
    await asyncio.get_running_loop().run_in_executor(
        journal().thread, lambda: connection.cursor().execute(f"PRAGMA {text}").fetchall()
    )


async def bodies(room):
    return [message.body for message in await reads.ask(log.changes, room.pk, 0)]


async def test_a_file_that_is_locked_for_a_while_is_waited_for(post, lobby, intruder):
    intruder.execute("BEGIN IMMEDIATE")
    waiting = asyncio.gather(*(post(str(number)) for number in range(10)))
    await asyncio.sleep(0.3)
    assert not waiting.done() and await bodies(lobby) == []  # who reads waits for nobody
    intruder.execute("COMMIT")
    assert [message.seq for message in await waiting] == list(range(1, 11))


async def test_a_file_that_stays_locked_is_no_acknowledgement(
    post, lobby, intruder, caplog, monkeypatch
):
    monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "timeout", 0.02)
    intruder.execute("BEGIN IMMEDIATE")
    key = uuid.uuid4()
    for _ in range(3):
        answers = await asyncio.gather(post("x"), post("y", key), return_exceptions=True)
        assert [(a.code, a.retry_after) for a in answers] == [("try_again", 2.0)] * 2
    intruder.execute("COMMIT")
    assert (await post("y", key)).seq == 1 and await bodies(lobby) == ["y"]
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]
    assert "locked" in caplog.text and "can be used again" in caplog.text


async def test_a_disk_that_is_full_refuses_what_does_not_fit(post, lobby, intruder):
    [[pages]] = intruder.execute("PRAGMA page_count")
    await post("before")
    await pragma(f"max_page_count={pages + 10}")
    with pytest.raises(Refusal) as refusal:
        await asyncio.gather(*(post("x" * 4000) for _ in range(100)))
    assert refusal.value.code == "try_again"
    assert await bodies(lobby) == ["before"]
    await post("after")  # by a new connection, without the limit
    assert await bodies(lobby) == ["before", "after"]


async def test_readers_and_loop_go_on_while_the_writer_waits(post, lobby, intruder):
    intruder.execute("BEGIN IMMEDIATE")
    waiting = asyncio.ensure_future(post("x"))
    for _ in range(50):
        await bodies(lobby)
    assert not waiting.done()
    intruder.execute("COMMIT")
    await waiting
