"""Everybody hears everything of their rooms in order and once, whatever carries it or does not."""

import asyncio
import logging
import random
from unittest import mock

import pytest
from channels.layers import InMemoryChannelLayer
from django.db import OperationalError

from chat import events
from chat.hub import truth
from chat.models import Member, Room
from chat.models import log as log_module
from chat.protocol.events import MemberEvent
from chat.protocol.frames import Refusal
from tests.chat.processes import changed, processes
from tests.faulty_layer import FaultyMemory
from tests.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)


class Silent(FaultyMemory):
    """Carries only a link's words to itself."""

    async def group_send(self, group, message):
        pass


@pytest.fixture
def quick(monkeypatch):
    """Looks at the database ten times as often."""
    for name in ("ROUND", "ROUND_ALONE"):
        monkeypatch.setattr(truth, name, getattr(truth, name) / 10)


@pytest.fixture
def room(room_of, tom, ann):
    return room_of(tom, ann)


async def test_a_faulty_layer_costs_nobody_a_message(tom, ann, room, quick):
    async with processes(FaultyMemory()) as (here, there):
        sockets = [await process.open(room, tom) for process in (here, there) for _ in range(2)]

        async def talk(process, person):
            for number in range(40):
                await process.post(
                    room, person, *(f"{number}" for _ in range(random.randint(1, 3)))
                )
                await asyncio.sleep(random.random() / 50)

        talks = asyncio.gather(talk(here, tom), talk(there, ann))
        for _ in range(10):
            await asyncio.sleep(0.05)
            sockets.append(await random.choice((here, there)).open(room, ann))
        await talks
        head = (await changed(lambda: Room.objects.get(pk=room.pk))).seq
        assert head >= 80
        await until(lambda: all(max(s.revs, default=head) == head for s in sockets))
        for socket in sockets:
            first = max(socket.known.values(), default=0)
            assert socket.revs == list(range(first + 1, head + 1))


async def test_the_last_message_is_found_though_nothing_follows_it(tom, ann, room, quick):
    async with processes(Silent()) as (here, there):
        socket = await there.open(room, ann)
        await here.post(room, tom, "and good night")
        await until(lambda: socket.revs == [1])


async def test_what_a_killed_process_committed_and_told_nobody_is_found(tom, ann, room, quick):
    async with processes(FaultyMemory()) as (here, there):
        socket = await there.open(room, ann)
        await here.write(room, tom, "one", "two", "three")
        await until(lambda: socket.revs == [1, 2, 3])


async def test_a_backlog_of_many_pages_is_told_whole(tom, ann, room, quick):
    async with processes(Silent()) as (here, there):
        socket = await there.open(room, ann)
        count = 2 * log_module.CHANGES + 7
        await here.write(room, tom, *map(str, range(count)))
        await until(lambda: socket.revs == list(range(1, count + 1)))


async def test_two_who_open_a_room_at_once_both_miss_nothing(tom, ann, room, quick):
    async with processes(InMemoryChannelLayer()) as (here, there):
        for _ in range(5):
            first, second, _ = await asyncio.gather(
                here.open(room, tom),
                here.open(room, ann),
                there.post(room, tom, "while they come"),
            )
            await there.post(room, tom, "after that")
            head = (await changed(lambda: Room.objects.get(pk=room.pk))).seq
            for socket in (first, second):
                await until(lambda s=socket, end=head: end in (*s.revs, *s.known.values()))
                assert len(socket.known) + len(socket.revs) == head
                here.hub.rooms.leave(room.pk, socket.hear)
            assert not here.hub.rooms.feeds


async def test_one_query_compares_all_rooms(tom, room_of, quick, django_assert_max_num_queries):
    async with processes(Silent(), 1) as (here,):
        for _ in range(20):
            await here.open(await changed(lambda: room_of(tom)), tom)
        asked = []
        with mock.patch.object(
            truth.log, "heads", lambda rooms: asked.append(len(rooms)) or log_module.heads(rooms)
        ):
            await until(lambda: len(asked) >= 2)
        assert set(asked) == {20}


async def test_a_room_that_is_not_there_cannot_be_joined(tom):
    async with processes(InMemoryChannelLayer(), 1) as (here,):
        with pytest.raises(Refusal, match="not_found"):
            await here.hub.rooms.join(999_999, tom.pk, print)
        assert not here.hub.rooms.feeds and "room.999999" not in here.hub.link.wanted


async def test_a_database_that_is_away_is_told_once_and_tried_again(
    tom, ann, room, monkeypatch, quick, caplog
):
    caplog.set_level(logging.WARNING)
    async with processes(Silent()) as (here, there):
        socket = await there.open(room, ann)
        with monkeypatch.context() as broken:
            tries = []

            def fail(rooms):
                tries.append(rooms)
                raise OperationalError("the database is away")

            broken.setattr(truth.log, "heads", fail)
            await here.post(room, tom, "hello")
            await until(lambda: len(tries) > 4)
            with pytest.raises(Refusal, match="try_again"):
                await there.hub.rooms.join(room.pk + 1, tom.pk, print)
        await until(lambda: socket.revs == [1])
    told = [record.message for record in caplog.records if record.name == truth.__name__]
    assert len([text for text in told if "cannot be compared" in text]) == 1, told
    assert "Traceback" not in caplog.text


async def test_who_is_no_member_any_more_hears_no_more_though_the_hint_was_lost(
    tom, ann, room, quick
):
    async with processes(Silent()) as (here, there):
        socket, kept, told = await there.open(room, ann), await there.open(room, tom), []
        there.hub.people.join(ann.pk, told.append)

        def remove():
            Member.objects.filter(room=room, user=ann).delete()
            Room.objects.filter(pk=room.pk).update(version=room.version + 1)

        await changed(remove)
        await until(lambda: told and kept.words)
        assert told[0].gone == room.pk and '"gone":true' in told[0].text
        assert '"version":1' in kept.words[0].text
        await here.post(room, tom, "we are alone")
        await until(lambda: kept.revs == [1])
        assert not socket.revs


async def test_a_room_of_another_epoch_is_told_and_opened_anew(tom, ann, room, quick):
    async with processes(InMemoryChannelLayer()) as (here, there):
        socket = await there.open(room, ann)
        await here.post(room, tom, "one", "two", "three")
        await until(lambda: socket.revs == [1, 2, 3])

        def restore():
            room.message_set.filter(seq__gt=1).delete()
            Room.objects.filter(pk=room.pk).update(seq=1, epoch="other")

        await changed(restore)
        await until(lambda: socket.words)
        assert '"epoch":"other"' in socket.words[0].text
        again = await there.open(room, ann)
        await here.post(room, tom, "another two")
        await until(lambda: again.revs == [2])
        assert socket.revs == [1, 2, 3]


async def test_a_room_that_was_deleted_is_gone_for_everybody(tom, ann, room, quick):
    async with processes(Silent(), 1) as (here,):
        await here.open(room, ann)
        told = []
        here.hub.people.join(ann.pk, told.append)
        await changed(lambda: Room.objects.filter(pk=room.pk).delete())
        await until(lambda: told and not here.hub.rooms.feeds)
        assert told[0].gone == room.pk


async def test_a_change_of_members_is_told_in_its_turn(tom, ann, room):
    async with processes(InMemoryChannelLayer(), 1) as (here,):
        socket = await here.open(room, ann)
        two, one = (
            events.to_room(room.pk, MemberEvent(room=room.pk, user=tom.pk, version=version))
            for version in (2, 1)
        )
        here.hub.tell([two])
        assert not socket.words
        here.hub.tell([one])
        assert socket.words == [one, two]


async def test_writing_is_told_to_others_and_not_too_often(tom, ann, room):
    async with processes(InMemoryChannelLayer()) as (here, there):
        mine, theirs = await here.open(room, tom), await there.open(room, ann)
        for _ in range(20):
            here.hub.rooms.typing(room.pk, tom.pk)
        await until(lambda: theirs.words)
        await asyncio.sleep(0.1)
        assert len(theirs.words) == 1 and not mine.words
        there.hub.rooms.typing(room.pk, ann.pk)
        await until(lambda: mine.words)


async def test_no_message_of_the_layer_ends_the_link(tom, ann, room, caplog):
    async with processes(InMemoryChannelLayer()) as (here, there):
        socket = await there.open(room, ann)
        for message in ({"type": "room"}, {"type": "room", "room": room.pk, "events": [["x"]]}, {}):
            here.hub.link.send(f"room.{room.pk}", {"type": "of the future"} | message)
        await here.post(room, tom, "hello")
        await until(lambda: socket.revs == [1])
        assert not there.hub.link.away and "not understood" in caplog.text


async def test_a_line_that_is_full_loses_nothing_for_good(tom, ann, room, monkeypatch, caplog):
    monkeypatch.setattr(truth, "ROUND", 1000)
    async with processes(InMemoryChannelLayer(capacity=10_000)) as (here, there):
        socket = await there.open(room, ann)
        told = await here.write(room, tom, *map(str, range(50)))
        while not here.hub.link.outgoing.full():
            here.hub.link.send("nobody", {"type": "broadcast"})
        here.hub.tell(told)
        await until(lambda: socket.revs == list(range(1, 51)))
        assert here.hub.link.away is None
    assert caplog.text.count("too slow") == caplog.text.count("has left out") == 1
