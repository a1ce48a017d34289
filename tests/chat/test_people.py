"""What is meant for one person reaches all of their sockets on all processes, and nobody else."""

import pytest
from channels.layers import InMemoryChannelLayer

from chat import events
from chat.models import Member
from chat.protocol.events import NoticeEvent
from chat.protocol.frames import Close
from tests.chat.processes import changed, processes
from tests.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)


def at(process, user):
    """What a socket of theirs hears there."""
    heard = []
    process.hub.people.join(user, heard.append)
    return heard


async def test_all_sockets_of_a_person_hear_it_and_nobody_else():
    async with processes(InMemoryChannelLayer()) as (here, there):
        mine = [at(here, 1), at(here, 1), at(there, 1)]
        other = at(there, 2)
        here.hub.tell([events.to_user(1, NoticeEvent("tea")), events.to_user(2, NoticeEvent("hm"))])
        await until(lambda: all(mine) and other)
        assert all('"tea"' in heard[0].text and len(heard) == 1 for heard in mine)
        assert '"hm"' in other[0].text and len(other) == 1


async def test_all_sockets_of_a_person_can_be_closed():
    async with processes(InMemoryChannelLayer()) as (here, there):
        mine = [at(here, 1), at(there, 1)]
        here.hub.people.close(1, Close.BANNED)
        await until(lambda: all(mine))
        assert [heard[0].close for heard in mine] == [4503, 4503]


async def test_a_room_that_is_gone_is_gone_everywhere_unless_they_have_come_back(tom, room_of):
    room = await changed(lambda: room_of(tom))
    async with processes(InMemoryChannelLayer()) as (here, there):
        mine = at(there, tom.pk)
        here.hub.tell([events.gone(tom.pk, room.pk), events.to_user(tom.pk, NoticeEvent("tea"))])
        await until(lambda: mine)
        assert not mine.pop().gone, "a late hint"
        await changed(lambda: Member.objects.all().delete())
        here.hub.tell([events.gone(tom.pk, room.pk)])
        await until(lambda: mine)
        assert mine[0].gone == room.pk


async def test_who_has_left_hears_nothing_and_costs_nothing():
    async with processes(InMemoryChannelLayer(), 1) as (here,):
        heard = []
        here.hub.people.join(1, heard.append)
        here.hub.people.leave(1, heard.append)
        here.hub.people.leave(1, heard.append)
        here.hub.tell([events.to_user(1, NoticeEvent("tea"))])
        assert not heard and not here.hub.people.sockets and "person.1" not in here.hub.link.wanted


async def test_words_to_many_rooms_are_carried_in_few_messages_none_of_them_huge():
    async with processes(InMemoryChannelLayer(), 1) as (here,):
        sent = []
        here.hub.link.send = lambda group, message: sent.append((group, len(message["events"])))
        words = [events.Event("x" * 1000, room=room) for _ in range(150) for room in (1, 2)]
        here.hub.tell(words)
        assert sent == [("room.1", 100), ("room.1", 50), ("room.2", 100), ("room.2", 50)]
