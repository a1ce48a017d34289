"""Whoever runs the site sees every open socket, and finds those that are meant."""

import asyncio
from dataclasses import dataclass

import msgspec
import pytest
from channels.testing import WebsocketCommunicator

from chat.consumers.echo import Echo
from chat.hub import hub
from chat.hub.looks import Found, Target, Wanted
from chat.hub.sockets import MOST, ROOMS, Sockets
from tests.chat.visible import Socket, somebody

# Whoever leaves, leaves the database, too.
pytestmark = pytest.mark.django_db

PEOPLE = [(1, "ann", 0), (2, "bob", None), (3, "tom", 9)]  # and how many bytes wait for them


@dataclass
class Link:
    """All that is needed of one."""

    id: str = "here"
    name: str = "web/1"


@pytest.fixture
def sockets():
    return Sockets(Link())


async def look(sockets, **wanted):
    answer = await sockets.look(msgspec.to_builtins(Wanted(**wanted)))
    return msgspec.convert(answer, Found)


def numbers(found):
    return [shown.number for shown in found.sockets]


async def test_a_socket_shows_whose_it_is_where_it_comes_from_and_its_connection(sockets):
    number = sockets.add(Socket(somebody(7, "tom"), open_rooms=[3], waits=5))
    [shown] = (await look(sockets)).sockets
    assert (shown.number, shown.user, shown.username, shown.name) == (number, 7, "tom", "Tom")
    assert (shown.address, shown.agent, shown.rooms) == ("192.0.2.1", "a browser", [3])
    assert (shown.tls, shown.buffered, shown.received) == ("TLSv1.3", 5, None)


async def test_who_is_looked_for_is_found_by_name_address_room_and_door(sockets):
    tom = sockets.add(Socket(somebody(7, "tom"), "192.0.2.7", open_rooms=[3]))
    eva = sockets.add(Socket(somebody(8, "Êva"), "2001:db8::1"))
    echo = sockets.add(Socket(None, "192.0.2.70", door="echo"))
    for wanted, fitting in [
        ({}, {tom, eva, echo}),
        ({"text": "tom"}, {tom}),
        ({"text": "êva"}, {eva}),
        ({"text": "192.0.2.7"}, {tom, echo}),
        ({"text": "2001:"}, {eva}),
        ({"text": "tea", "rooms": [3, 4]}, {tom}),
        ({"door": "echo"}, {echo}),
        ({"text": "tom", "door": "echo"}, set()),
    ]:
        found = await look(sockets, **wanted)
        assert (set(numbers(found)), found.total) == (fitting, 3), wanted


async def test_they_are_sorted_and_what_is_not_known_comes_last(sockets):
    some = [sockets.add(Socket(somebody(n, name), waits=waits)) for n, name, waits in PEOPLE]
    ann, bob, tom = some
    assert numbers(await look(sockets, sort="buffered")) == [tom, ann, bob]
    assert numbers(await look(sockets, sort="buffered", falling=False)) == [bob, ann, tom]
    assert numbers(await look(sockets, sort="username", falling=False)) == [ann, bob, tom]
    assert numbers(await look(sockets)) == [tom, bob, ann], "the newest first"


async def test_of_a_crowd_the_first_are_told_and_all_are_counted(sockets):
    for waits in range(MOST * 3):
        sockets.add(Socket(waits=waits, open_rooms=list(range(100))))
    found = await look(sockets, sort="buffered")
    assert (found.total, found.fitting, len(found.sockets)) == (MOST * 3, MOST * 3, MOST)
    assert found.sockets[0].buffered == MOST * 3 - 1 and len(found.sockets[0].rooms) == ROOMS


async def test_one_is_closed_or_all_of_a_person_and_nobody_else(sockets):
    mine, mine_too, other = Socket(somebody(7, "tom")), Socket(somebody(7, "tom")), Socket()
    first, _, third = [sockets.add(socket) for socket in (mine, mine_too, other)]
    for target, closed in [
        (Target(reason="one", process="here", number=third), [third]),
        (Target(process="there", number=first), []),
        (Target(process="here", number=99), []),
        (Target(), []),
    ]:
        answer = await sockets.close(msgspec.to_builtins(target))
        assert [shown["number"] for shown in answer] == closed
    await sockets.close(msgspec.to_builtins(Target(reason="all", user=7)))
    assert (mine.reasons, mine_too.reasons, other.reasons) == (["all"], ["all"], ["one"])


async def test_a_socket_is_there_from_its_acceptance_to_its_end():
    echo = WebsocketCommunicator(Echo.as_asgi(), "/wss", [(b"user-agent", b"x" * 999)])
    echo.scope["client"] = ["192.0.2.9", 1]
    await echo.connect()
    [shown] = (await look(hub().sockets)).sockets
    assert (shown.door, shown.address, shown.agent) == ("echo", "192.0.2.9", "x" * 300)
    await echo.disconnect()
    assert not hub().sockets.open
    hub().link.task.cancel()


async def test_who_is_dismissed_hears_why_in_their_language():
    echo = WebsocketCommunicator(Echo.as_asgi(), "/wss", [(b"accept-language", b"vi")])
    await echo.connect()
    target = Target(reason="spam", process=hub().link.id, number=next(iter(hub().sockets.open)))
    await hub().sockets.close(msgspec.to_builtins(target))
    error = msgspec.json.decode(await echo.receive_from())
    assert error["error"] == "dismissed" and "Lý do: spam" in error["text"]
    assert (await echo.receive_output())["code"] == 4502
    await echo.disconnect()
    hub().link.task.cancel()


async def test_who_has_long_stopped_reading_is_closed_all_the_same(monkeypatch):
    monkeypatch.setattr("chat.consumers.base.LAST_WORD", 0.05)
    sent = []

    async def send(message):
        sent.append(message["type"])
        if message["type"] == "websocket.send":
            await asyncio.Event().wait()

    echo = Echo()
    echo.scope, echo.base_send = {"headers": []}, send
    await echo.dismiss("spam")
    assert sent == ["websocket.send", "websocket.close"]
