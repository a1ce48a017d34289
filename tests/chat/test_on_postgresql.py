"""A PostgreSQL whose connections break loses nothing, and is used again."""

import asyncio
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from chat.actions.draft import Draft
from chat.actions.log import locked
from chat.actions.outcome import Outcome
from chat.commit import Act, commit
from chat.journal import journal
from chat.models import Room, log
from chat.pool import reads
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(tom, lobby):
    return lambda body="hello": Draft(tom.pk, lobby.pk, uuid.uuid4(), body)


def ask(text):
    with connection.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetchall()


def end_all_others():
    ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname = current_database()"
    )


async def test_a_broken_connection_is_replaced(draft, lobby, caplog):
    await journal().post(draft("one"))
    assert len(await reads.ask(log.changes, lobby.pk, 0)) == 1
    await sync_to_async(end_all_others)()
    lost = draft("two")
    with pytest.raises(Refusal) as refusal:
        await journal().post(lost)
    assert (refusal.value.code, refusal.value.retry_after) == ("try_again", 2.0)
    assert (await journal().post(lost)).message.seq == 2
    for _ in range(20):  # whichever threads ask: what one has noticed none of them has to
        assert len(await reads.ask(log.changes, lobby.pk, 0)) == 2
    assert "can be used again" in caplog.text


async def test_a_connection_that_breaks_in_a_commit_acknowledges_nothing(draft, tom, lobby):
    def cut(actor, command):
        ask("SELECT pg_terminate_backend(pg_backend_pid())")
        return Outcome(Reply())

    works = (journal().post(draft()), journal().write(cut, tom.pk, None), journal().post(draft()))
    answers = await asyncio.gather(*works, return_exceptions=True)
    assert [answer.code for answer in answers] == ["try_again"] * 3
    assert await reads.ask(log.changes, lobby.pk, 0) == []


def test_batches_that_name_rooms_in_opposite_order_do_not_lock_each_other_out(room_of, tom):
    rooms = [room_of(tom).pk for _ in range(12)]

    def act(room):
        def done():
            locked({room})
            Room.objects.filter(pk=room).update(topic="x")
            return Outcome(Reply())

        return Act(done, room)

    forth, back = [act(room) for room in rooms], [act(room) for room in rooms[::-1]]
    with ThreadPoolExecutor(2) as processes:
        for _ in range(20):
            for answers in processes.map(write, (forth, back)):
                assert answers == [Outcome(Reply())] * len(rooms)


def write(works):
    try:
        return commit(works)
    finally:
        connection.close()
