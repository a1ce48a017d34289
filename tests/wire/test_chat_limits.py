"""Who is too fast or too slow is told so, costs little, and disturbs nobody else."""

import asyncio
import json

import psutil
import pytest

from tests.community import settle
from tests.waiting import wait_aside
from tests.wire.bounds import established, small_window
from tests.wire.chat import person_at
from tests.wire.frames import TEXT, frame

MIB = 2**20


@pytest.fixture(scope="module")
def people(site):
    return settle(site.env, ["tom", "ann", "pat", "max", "zoe"], ["limits"])


@pytest.fixture
def enter(site, pki, people):
    return lambda name: person_at(site, pki)(people.tokens[name])


async def test_commands_that_come_too_fast_are_answered_with_the_time_to_wait(enter):
    async with enter("tom") as tom:
        refs = [await tom.say("ping") for _ in range(60)]
        replies = [await tom.reply(ref) for ref in refs]
        assert not any("error" in reply for reply in replies[:50])
        refused = [reply for reply in replies if "error" in reply]
        assert refused and {reply["error"] for reply in refused} == {"too_fast"}
        assert all(0 < reply["retry_after"] <= 0.2 for reply in refused) and refused[0]["text"]
        await asyncio.sleep(refused[-1]["retry_after"])
        assert "error" not in await tom.ask("ping")


async def test_who_does_not_stop_is_sent_away(enter):
    async with enter("ann") as ann:
        for n in range(1000):
            await ann.send(json.dumps({"do": "ping", "ref": n}))
        frames, code = await ann.ends()
    assert frames[-1]["on"] == "bye" and frames[-1]["code"] == code == 4429
    assert frames[-1]["reconnect"] is True and frames[-1]["retry_after"] > 0
    assert [each["re"] for each in frames[:-1]] == list(range(len(frames) - 1)), "each once"


async def test_posts_are_counted_over_all_sockets_of_a_person(enter, people):
    room = people.rooms["limits"]
    async with enter("pat") as one, enter("pat") as two, enter("max") as other:
        replies = [await (one, two)[n % 2].post(room, str(n)) for n in range(14)]
        refused = [reply for reply in replies if "error" in reply]
        assert not any("error" in reply for reply in replies[:10])
        assert refused and {reply["error"] for reply in refused} == {"too_fast"}
        assert "error" not in await other.post(room, "max is not pat")
        await asyncio.sleep(refused[-1]["retry_after"])
        assert "error" not in await two.post(room, "waited")


@pytest.fixture
def loose(new_site):
    """A site without limits of rate, whose messages may be long."""
    return new_site(CHAT_LIMITS="posts_per_second=0 commands=0 body=15000")


async def stalled_reader(site, pki, token, room):
    """Somebody who has a room open and stops reading; with a small receive buffer."""
    reader, writer = await small_window(site, pki, "/wss/chat")
    for command in (
        {"do": "hello", "ref": 1, "token": token},
        {"do": "room.open", "ref": 2, "room": room},
    ):
        writer.write(frame(TEXT, json.dumps(command).encode()))
    await writer.drain()
    return reader, writer


@pytest.mark.soak
async def test_slow_readers_cost_a_bounded_buffer_and_others_do_not_wait(loose, pki):
    people = settle(loose.env, ["tom", "slow"], ["stall"])
    room, enter = people.rooms["stall"], person_at(loose, pki)
    slow = [await stalled_reader(loose, pki, people.tokens["slow"], room) for _ in range(18)]
    process = psutil.Process(loose.pid)
    async with enter(people.tokens["tom"]) as tom:
        await tom.ask("room.open", room=room)
        before, connected = process.memory_info().rss, established(loose)
        for n in range(300):
            assert "error" not in await tom.post(room, f"{n} " + "x" * 14_000)
        tom.events.clear()
        assert process.memory_info().rss - before < 40 * MIB, "18 × 300 × 28 kB would be 150 MB"
        await wait_aside(lambda: established(loose) <= connected - 18, "the stalled are gone")
        assert "error" not in await tom.post(room, "still here")
    for _, writer in slow:
        writer.transport.abort()
    assert "Traceback" not in loose.output


async def test_a_slow_reader_that_reads_at_last_is_told_and_resumes(loose, pki):
    people = settle(loose.env, ["tom", "slow"], ["late"])
    room, enter = people.rooms["late"], person_at(loose, pki)
    token = people.tokens["slow"]
    async with enter(people.tokens["tom"]) as tom, enter(token, max_queue=1) as slow:
        await slow.ask("room.open", room=room)
        slow.socket.transport.pause_reading()
        for n in range(400):
            await tom.post(room, f"{n} " + "x" * 14_000)
        slow.socket.transport.resume_reading()
        frames, code = await slow.ends()
    assert (frames[-1]["on"], frames[-1]["code"], code) == ("bye", 4408, 4408)
    assert frames[-1]["reconnect"] is True
    heard = [each["message"]["rev"] for each in frames if each["on"] == "message"]
    assert heard == list(range(1, len(heard) + 1)), "what it heard has no hole"
    async with enter(token) as slow:
        more = True
        while more:  # a page is never longer than what a client's library takes
            page = await slow.ask("room.open", room=room, since=len(heard))
            heard += [message["rev"] for message in page["messages"]]
            more = page.get("more")
    assert heard == list(range(1, 401))


async def test_without_limits_nobody_is_too_fast(loose, pki):
    people = settle(loose.env, ["tom"], ["fast"])
    async with person_at(loose, pki)(people.tokens["tom"]) as tom:
        for n in range(120):
            assert "error" not in await tom.post(people.rooms["fast"], str(n))
