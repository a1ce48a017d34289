"""Who is here, as everybody sees it on every process."""

import asyncio

import pytest
from channels.layers import InMemoryChannelLayer

from chat import events
from chat.hub.feed import Feed
from chat.presence import Presence, visits
from chat.presence import exchange as exchange_module
from chat.presence.view import Difference, Person, View
from tests.chat.processes import processes
from tests.faulty_layer import FaultyMemory
from tests.waiting import until

TEA, ROWING = 3, 4
BEAT = 0.1


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(visits, "GRACE", 0.2)
    monkeypatch.setattr(exchange_module, "AGAIN", 0.05)


def person(status, *rooms):
    return Person(status, frozenset(rooms))


def with_presence(crew):
    """The presence of each process."""
    return [Presence(process.hub, BEAT) for process in crew]


def looks(process, room):
    """What somebody who has the room open is told of people there, on that process."""
    told = []
    process.hub.rooms.feeds.setdefault(room, Feed(room)).hears[told.append] = 99
    return told


def test_a_person_is_as_present_as_on_their_most_present_socket():
    view = View()
    assert view.put("a", 1, person("away", TEA)) == [Difference(TEA, 1, "away")]
    assert view.put("b", 1, person("online", TEA)) == [Difference(TEA, 1, "online")]
    assert view.put("a", 1, person("busy", TEA)) == [Difference(TEA, 1, "busy")]
    assert view.put("b", 1, None) == []
    assert view.of([1, 2]) == {1: "busy"}
    assert view.put("a", 1, None) == [Difference(TEA, 1, "offline")]
    assert not view.people


def test_a_room_that_is_left_sees_its_person_go_and_a_new_one_sees_them_come():
    view = View()
    view.put("a", 1, person("online", TEA))
    assert view.put("a", 1, person("online", ROWING)) == [
        Difference(TEA, 1, "offline"),
        Difference(ROWING, 1, "online"),
    ]


async def test_people_are_seen_on_the_other_process_as_they_come_change_and_go():
    async with processes(InMemoryChannelLayer()) as crew:
        here, there = with_presence(crew)
        told = looks(crew[1], TEA)
        visit = here.enter(1, [TEA, ROWING])
        assert here.of([1, 2]) == {"1": "online"}
        await until(lambda: there.of([1, 2]) == {"1": "online"})
        visit.set("busy")
        await until(lambda: there.of([1]) == {"1": "busy"})
        visit.leave(), visit.leave()
        await until(lambda: there.of([1]) == {})
        assert [word.text.partition('"status":')[2] for word in told] == [
            '"online"}',
            '"busy"}',
            '"offline"}',
        ]


async def test_a_page_that_loads_again_tells_nobody():
    async with processes(InMemoryChannelLayer()) as crew:
        here, there = with_presence(crew)
        first = here.enter(1, [TEA])
        await until(lambda: there.of([1]))
        told = [looks(process, TEA) for process in crew]
        first.leave()
        second = here.enter(1, [TEA])
        second.leave()
        third = there.enter(1, [TEA])
        await asyncio.sleep(3 * visits.GRACE)
        assert told == [[], []]
        third.leave()
        await until(lambda: told[0] and told[1])


async def test_who_joins_or_leaves_a_room_is_seen_there_or_no_more():
    async with processes(InMemoryChannelLayer()) as crew:
        here, there = with_presence(crew)
        here.enter(1, [])
        await until(lambda: there.of([1]))
        told = looks(crew[1], TEA)
        crew[0].hub.people.tell(1, [events.Event("", user=1, came=TEA)])
        await until(lambda: len(told) == 1)
        crew[0].hub.people.tell(1, [events.gone(1, TEA)])
        await until(lambda: len(told) == 2)
        assert '"online"' in told[0].text and '"offline"' in told[1].text


async def test_a_process_that_starts_learns_who_is_here():
    async with processes(InMemoryChannelLayer()) as crew:
        here = Presence(crew[0].hub, BEAT)
        for user in range(1, 2 * exchange_module.PART + 3):
            here.enter(user, [TEA])
        there = Presence(crew[1].hub, BEAT)
        count = 2 * exchange_module.PART + 2
        await until(lambda: len(there.of(range(count + 1))) == count)


async def test_people_of_a_process_that_is_silent_are_gone():
    async with processes(InMemoryChannelLayer()) as crew:
        here, there = with_presence(crew)
        here.enter(1, [TEA])
        there.enter(2, [TEA])
        await until(lambda: there.of([1]) and here.of([2]))
        here.task.cancel()
        await crew[0].end()
        told = looks(crew[1], TEA)
        await until(lambda: told)
        assert there.of([1, 2]) == {"2": "online"} and not there.exchange.others


async def test_a_faulty_layer_leaves_all_of_one_mind():
    async with processes(FaultyMemory(), 3) as crew:
        all_three = with_presence(crew)
        sockets = []
        for user in range(1, 60):
            sockets.append(all_three[user % 3].enter(user, [TEA]))
            if user % 4 == 0:
                sockets[user // 2].leave()
            if user % 5 == 0:
                sockets[-1].set("busy")
            await asyncio.sleep(0.03)
        await asyncio.sleep(2 * visits.GRACE)
        users = range(60)
        expected = all_three[0].view.of(users)
        assert "busy" in expected.values() and 20 < len(expected) < 60
        await until(lambda: all(each.view.of(users) == expected for each in all_three))


async def test_a_layer_that_was_away_brings_people_back():
    class Cut(InMemoryChannelLayer):
        cut = False

        async def group_send(self, group, message):
            if not self.cut:
                await super().group_send(group, message)

    layer = Cut()
    async with processes(layer) as crew:
        here, there = with_presence(crew)
        here.enter(1, [TEA])
        await until(lambda: there.of([1]))
        layer.cut = True
        here.enter(2, [TEA])
        await until(lambda: not there.of([1]))
        assert here.of([1, 2]) == {"1": "online", "2": "online"}, "its own people it knows"
        layer.cut = False
        await until(lambda: there.of([1, 2]) == {"1": "online", "2": "online"})
