"""What a socket hears of the rooms that it has open: all of it, in order, once."""

import asyncio
import json

import pytest

from tests.community import change, settle
from tests.wire.chat import person_at

ROOMS = ["open", "since", "busy", "ping", "closed", "gone", "many", "typing"]


@pytest.fixture(scope="module")
def lively(new_site):
    """A site that lets people talk as fast as they can."""
    return new_site(CHAT_LIMITS="posts_per_second=0 commands=0")


@pytest.fixture(scope="module")
def people(lively):
    return settle(lively.env, ["tom", "ann", "bob"], ROOMS)


@pytest.fixture
def enter(lively, pki, people):
    return lambda name: person_at(lively, pki)(people.tokens[name])


def revs(frames):
    return [frame["message"]["rev"] for frame in frames if frame.get("on") == "message"]


async def test_what_is_said_is_heard_by_all_who_have_the_room_open(enter, people):
    room = people.rooms["open"]
    async with enter("tom") as tom, enter("ann") as ann, enter("bob") as bob:
        opened = await tom.ask("room.open", room=room)
        await ann.ask("room.open", room=room)
        assert {member["user"]["username"] for member in opened["members"]} == {"tom", "ann", "bob"}
        said = (await tom.post(room, "tom"))["message"]
        for person in (tom, ann):
            event = await person.event("message")
            assert event == {"on": "message", "room": room, "after": opened["seq"], "message": said}
        assert "error" not in await bob.ask("ping") and not bob.events, "bob has not opened it"


async def test_opening_since_brings_what_was_missed_and_then_what_happens(enter, people):
    room = people.rooms["since"]
    async with enter("tom") as tom, enter("ann") as ann:
        start = await ann.ask("room.open", room=room)
        await ann.ask("room.close", room=room)
        for n in range(3):
            await tom.post(room, f"missed {n}")
        assert "error" not in await ann.ask("ping") and not ann.events, "she has closed it"
        again = await ann.ask("room.open", room=room, since=start["seq"], epoch=start["epoch"])
        assert [message["body"] for message in again["messages"]] == [
            f"missed {n}" for n in range(3)
        ]
        assert not again.get("more") and not again.get("reset")
        await tom.post(room, "heard")
        assert (await ann.event("message"))["after"] == again["seq"]
        other = await ann.ask("room.open", room=room, since=again["seq"], epoch="another")
        assert other["reset"] is True and len(other["messages"]) == 4


async def test_in_the_middle_of_talk_nothing_is_missed_or_heard_twice(enter, people):
    """Open, and open again, and close, while others talk: each time the rest follows exactly."""
    room = people.rooms["busy"]

    async def talk(name):
        async with enter(name) as person:
            for n in range(40):
                await person.post(room, f"{name} {n}")

    async def listen(name):
        async with enter(name) as person:
            at = (await person.ask("room.open", room=room, since=0))["seq"]
            for turn in range(12):
                await asyncio.sleep(0.05)
                if turn % 3:  # else it is opened while it is open
                    await person.ask("room.close", room=room)
                heard = revs(person.events)
                assert heard == list(range(at + 1, at + 1 + len(heard))), "in order, once"
                at, person.events = at + len(heard), []
                opened = await person.ask("room.open", room=room, since=at)
                missed = [message["rev"] for message in opened["messages"]]
                assert missed == list(range(at + 1, opened["seq"] + 1)), "all of it"
                heard = revs(person.events)  # before it was read again
                assert heard == missed[: len(heard)]
                at, person.events = opened["seq"], []

    talkers = [asyncio.create_task(talk(name)) for name in ("tom", "ann", "bob")]
    listeners = [asyncio.create_task(listen(name)) for name in ("tom", "ann", "bob", "tom")]
    await asyncio.gather(*listeners, *talkers)
    async with enter("bob") as bob:
        opened = await bob.ask("room.open", room=room, since=0)
    assert [message["rev"] for message in opened["messages"]] == list(range(1, 121))


async def test_a_long_absence_comes_in_pages_and_only_the_last_is_live(lively, enter, people):
    room = people.rooms["many"]
    async with enter("tom") as tom, enter("ann") as ann:
        for n in range(210):
            await tom.post(room, str(n))
        page = await ann.ask("room.open", room=room, since=0)
        assert page["more"] is True and page["seq"] == page["messages"][-1]["rev"]
        await tom.post(room, "meanwhile")
        assert "error" not in await ann.ask("ping") and not ann.events, "she is not there yet"
        rest = await ann.ask("room.open", room=room, since=page["seq"])
        told = [message["rev"] for message in page["messages"] + rest["messages"]]
        assert not rest.get("more") and told == list(range(1, 212))
        await tom.post(room, "now")
        assert (await ann.event("message"))["message"]["rev"] == 212


async def test_a_ping_tells_how_far_rooms_are_and_brings_what_the_hub_never_heard(
    lively, enter, people
):
    room = people.rooms["ping"]
    async with enter("tom") as tom:
        opened = await tom.ask("room.open", room=room)
        # Another program writes past the hub, as a process does whose word the layer lost.
        await asyncio.to_thread(change, lively.env, WRITE.format(room=room, name="tom"))
        at = {str(room): opened["seq"], "999999": 5}
        heads = (await tom.ask("ping", at=at))["heads"]
        assert heads == {str(room): opened["seq"] + 1}, "others' rooms are as unknown ones"
        assert (await tom.event("message"))["message"]["body"] == "past the hub"
        assert (await tom.ask("ping", at=at))["heads"] == heads
        await asyncio.sleep(1)
        await tom.ask("ping")
        assert not [event for event in tom.events if event["on"] == "message"], "once"


WRITE = """
from django.db import transaction
import uuid
with transaction.atomic():
    room = Room.objects.select_for_update().get(pk={room})
    room.seq += 1
    room.save()
    user = User.objects.get(username="{name}")
    Message.objects.create(room=room, author=user, client_id=uuid.uuid4(), body="past the hub",
        created=timezone.now(), seq=room.seq, rev=room.seq)
"""


@pytest.mark.parametrize("do", ["room.open", "room.history", "message.post", "typing"])
async def test_a_forbidden_room_is_as_one_that_is_not_there(lively, enter, people, do):
    made = await asyncio.to_thread(
        change, lively.env, "print(Room.objects.create(kind='private').pk)"
    )
    more = {"before": 1, "body": "x", "client_id": "11111111-1111-1111-1111-111111111111"}
    async with enter("tom") as tom:
        forbidden = await tom.ask(do, room=int(made), **more)
        unknown = await tom.ask(do, room=10**12, **more)
        assert forbidden["error"] == "not_found"
        assert forbidden.pop("re") and unknown.pop("re") and forbidden == unknown
        assert (await tom.ask("room.close", room=10**12)).keys() == {"re"}, "harmless"


async def test_commands_that_come_together_are_answered_one_after_the_other(enter, people):
    room = people.rooms["open"]
    async with enter("tom") as tom:
        words = {"room": room, "body": "x", "client_id": "22222222-2222-2222-2222-222222222222"}
        refs = [
            await tom.say(do, **fields)
            for do, fields in [
                ("room.open", {"room": room}),
                ("message.post", words),
                ("message.post", words),
                ("room.open", {"room": room}),
                ("ping", {"at": {room: 0}}),
                ("room.close", {"room": room}),
            ]
        ]
        replies = [await tom.reply(ref) for ref in refs]
        assert replies[1]["message"] == replies[2]["message"], "said twice, written once"
        assert len(revs(tom.events)) == 1
        assert json.dumps(replies[4]["heads"]) == json.dumps({str(room): replies[3]["seq"]})
