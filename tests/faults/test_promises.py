"""The promises of chat.v1 to who writes a client, each under the fault that tries to break it."""

import asyncio
import itertools
import json
import signal
import socket
from contextlib import AsyncExitStack

import pytest
import websockets

from tests.client.client import OPTIONS
from tests.client.session import Lost
from tests.client.witness import Witness
from tests.faults.company import Company
from tests.faults.place import FAULTY
from tests.rarely import rarely
from tests.waiting import PATIENCE

TOO_SLOW, CUT = 4408, 1006
WORDS = 800  # of 8 kB each: more than the networks of two machines take by themselves
NAMES = ("alice", "bob", "charlie")


@pytest.fixture(params=["sqlite", *rarely("postgresql")])
def two(request, place):
    """Makes two servers on either database."""
    variables = {}
    if request.param == "postgresql":
        variables["DATABASE_URL"] = request.getfixturevalue("postgresql").url
    return lambda **more: place(2, **variables, **more)


async def company(servers, request):
    """People in a room of the test's own."""
    await servers.start()
    return Company(servers, await servers.settle(NAMES, [request.node.name[:50]]))


# ---- 1. A reply means: on disk ----


async def test_what_was_confirmed_is_there_after_a_server_is_killed(two, request):
    people = await company(two(), request)
    first = people.place.sites[0]
    confirmed = {}

    async def talk(session, numbers):
        for number in numbers:
            reply = await session.ask(
                "message.post",
                room=people.room,
                client_id=people.new_id(number),
                body=f"word {number}",
            )
            confirmed[reply["message"]["seq"]] = f"word {number}"

    for turn in range(3):
        before = len(confirmed)
        async with people.session("alice", first) as alice, people.session("bob", first) as bob:
            talking = [
                asyncio.create_task(talk(who, range(start, start + 10**5)))
                for start, who in ((10**7 * turn + 1, alice), (10**7 * turn + 10**6, bob))
            ]
            while len(confirmed) < before + 10:
                await asyncio.sleep(0)
            first.send(signal.SIGKILL)
            ends = await asyncio.gather(*talking, return_exceptions=True)
            assert all(isinstance(end, Lost) for end in ends), ends
        await people.place.kill(first)
    log = await people.log()
    there = {row["seq"]: row["body"] for row in log["messages"]}
    assert confirmed.items() <= there.items()
    assert sorted(there) == list(range(1, log["seq"] + 1)), "every position is a message"


# ---- 2. Twice is once ----


async def test_the_same_word_on_two_servers_at_once_is_one_message(two, request):
    people = await company(two(), request)
    one, other = people.place.sites
    async with people.session("alice", one) as here, people.session("alice", other) as there:
        for number in range(1, 31):
            words = {
                "room": people.room,
                "client_id": people.new_id(number),
                "body": f"word {number}",
            }
            replies = await asyncio.gather(
                *(who.insist("message.post", **words) for who in (here, there, here))
            )
            assert replies[0]["message"] == replies[1]["message"] == replies[2]["message"]
    rows = (await people.log())["messages"]
    assert [row["client_id"] for row in rows] == [people.new_id(number) for number in range(1, 31)]


# ---- 3. In order, without a gap, without a duplicate ----


async def test_a_bad_layer_is_not_noticed_by_who_listens(two, request):
    people = await company(two(**FAULTY), request)
    one, other = people.place.sites
    async with (
        people.client("alice", one) as alice,
        people.client("bob", other) as bob,
        people.client("charlie", other) as charlie,
    ):
        for number in range(60):
            (alice if number % 3 else bob).say(people.room, f"word {number}")
            await asyncio.sleep(0.02)
        while alice.outbox.waiting or bob.outbox.waiting:
            await asyncio.sleep(0.05)
        await people.everybody_knows(alice, bob, charlie)
        assert alice.counts["gaps"] == bob.counts["gaps"] == charlie.counts["gaps"] == 0


async def test_what_a_server_wrote_and_died_before_telling_is_heard_elsewhere(
    two, request, own_redis
):
    people = await company(two(), request)
    one, other = people.place.sites
    async with people.client("bob", other) as bob:
        async with people.session("alice", one) as alice:
            with people.place.frozen(own_redis):  # what is told does not get beyond the process
                for number in range(1, 6):
                    await alice.ask(
                        "message.post",
                        room=people.room,
                        client_id=people.new_id(number),
                        body="last words",
                    )
                await people.place.kill(one)
        await people.everybody_knows(bob)
        assert bob.timelines[people.room].position == 5 and bob.counts["sockets"] == 1
        assert bob.counts["gaps"] == 0


# ---- 4. `since` brings everything missed ----


async def test_who_opens_while_others_write_at_full_speed_misses_nothing(two, request):
    people = await company(two(), request)
    one, other = people.place.sites
    stop = asyncio.Event()

    async def talk(session, start):
        for number in range(start, start + 10**5):
            words = {
                "room": people.room,
                "client_id": people.new_id(number),
                "body": f"word {number}",
            }
            await session.ask("message.post", **words)
            if stop.is_set():
                return

    async with people.session("alice", one) as alice, people.session("bob", other) as bob:
        writing = [
            asyncio.create_task(talk(who, start * 10**6))
            for start, who in ((1, alice), (2, alice), (3, bob), (4, bob))
        ]
        for number in range(12):
            site = people.place.sites[number % 2]
            await opens_and_hears(people, site, since=max(0, number * 10 - 10))
        stop.set()
        await asyncio.gather(*writing)


async def opens_and_hears(people, site, since):
    """Open once, listen to twenty events: every position from `since` on must have come."""
    faults, revs, enough = [], [], asyncio.Event()
    witness = Witness(faults, "charlie")

    def opened(reply):
        witness.opened(reply, since)
        revs.extend(message["rev"] for message in reply["messages"])
        assert not reply.get("more")

    def hear(event):
        if event["on"] == "message":
            witness.heard(event)
            revs.append(event["message"]["rev"])
            if len(revs) > 20:
                enough.set()

    async with people.session("charlie", site, hear) as charlie:
        await charlie.ask("room.open", opened, room=people.room, since=since)
        async with asyncio.timeout(PATIENCE):
            await enough.wait()
    assert faults == []
    assert revs == list(range(since + 1, since + 1 + len(revs)))


# ---- 5. A slow reader costs little, and comes back ----


async def test_who_reads_too_slowly_is_told_and_resumes_without_a_hole(two, request):
    people = await company(two(), request)
    site = people.place.sites[0]
    async with people.client("bob", site) as bob:
        slow = await asleep(people, "charlie", site)
        async with asyncio.TaskGroup() as flood:
            for start in range(0, WORDS, 40):
                flood.create_task(speak(people, site, range(start, start + 40)))
        revs, last, code = await wake(slow)
        assert code in (TOO_SLOW, CUT), "the premise: too slow"
        assert revs == list(range(1, len(revs) + 1)) and len(revs) < WORDS
        if code == TOO_SLOW:
            assert (last["on"], last["code"], last["reconnect"]) == ("bye", TOO_SLOW, True)
        async with people.client("charlie", site) as charlie:
            await people.everybody_knows(bob, charlie)
        assert bob.counts["sockets"] == 1 and bob.counts["gaps"] == 0, "nobody else noticed"


async def speak(people, site, numbers):
    """Say great words, on a socket of one's own."""
    async with people.session("alice", site) as alice:
        for number in numbers:
            words = f"{number} " + "x" * 3900
            client_id = people.new_id(number + 1)
            await alice.ask("message.post", room=people.room, client_id=client_id, body=words)


async def asleep(people, name, site):
    """A socket that has opened the room, and leaves all that follows to the network."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.setblocking(False)
    await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", site.port))
    options = OPTIONS | {"sock": sock, "ssl": people.place.context, "max_queue": 1}
    connection = await websockets.connect(f"{site.wss}/wss/chat", **options)
    for command in (
        {"do": "hello", "ref": 1, "token": people.community.tokens[name]},
        {"do": "room.open", "ref": 2, "room": people.room},
    ):
        await connection.send(json.dumps(command))
        reply = {}
        while reply.get("re") != command["ref"]:  # who comes in may be told before it
            reply = json.loads(await connection.recv())
        assert "error" not in reply
    return connection


async def wake(connection):
    """Read what there is: the revs of the messages, the last frame, the code of the end."""
    frames = []
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                frames.append(json.loads(await connection.recv()))
    except websockets.ConnectionClosed as end:
        code = end.rcvd.code if end.rcvd else CUT
    revs = [frame["message"]["rev"] for frame in frames if frame["on"] == "message"]
    return revs, frames[-1], code


# ---- 6. A deploy drops nobody silently ----


async def test_a_deploy_sends_everybody_back_to_where_they_were(place, request):
    people = await company(place(1, workers=2), request)
    [site] = people.place.sites
    async with AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(people.client(name, heartbeat=5)) for name in NAMES * 4
        ]
        talking = asyncio.create_task(talk_on(people, clients))
        await people.place.roll(site)
        talking.cancel()
        while any(client.outbox.waiting or not client.ready.is_set() for client in clients):
            await asyncio.sleep(0.1)
        log = await people.everybody_knows(*clients)
        byes = [bye for client in clients for bye in client.byes]
        assert all(client.counts["end 1012"] == len(client.byes) > 0 for client in clients)
        assert all(bye["code"] == 1012 and bye["reconnect"] and bye["text"] for bye in byes)
        waits = {bye["retry_after"] for bye in byes}
        assert len(waits) > len(clients) / 2 and min(waits) >= 0, "not all at the same time"
        assert all(client.counts["reset"] == 0 for client in clients)
        assert len(log["messages"]) == sum(len(client.outbox.committed) for client in clients) > 20


async def talk_on(people, clients):
    """Everybody speaks, one after the other, until cancelled."""
    for number, client in enumerate(itertools.cycle(clients)):
        client.say(people.room, f"word {number}")
        await asyncio.sleep(0.05)
