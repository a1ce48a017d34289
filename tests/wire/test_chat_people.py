"""What is decided about somebody, and what they do, reaches every socket that it concerns."""

import asyncio

import pytest

from tests.community import change, settle
from tests.wire.chat import person_at

ROOMS = ["people", "taken"]


@pytest.fixture(scope="module")
def people(site):
    return settle(site.env, ["tom", "ann", "bob"], ROOMS)


@pytest.fixture
def enter(site, pki, people):
    return lambda name: person_at(site, pki)(people.tokens[name])


async def test_who_is_writing_is_seen_by_the_others_who_have_the_room_open(enter, people):
    room = people.rooms["people"]
    async with enter("tom") as tom, enter("ann") as ann, enter("bob") as bob:
        await tom.ask("room.open", room=room), await ann.ask("room.open", room=room)
        assert "error" not in await tom.ask("typing", room=room)
        assert await ann.event("typing") == {
            "on": "typing",
            "room": room,
            "user": people.ids["tom"],
        }
        assert "error" not in await tom.ask("ping")
        assert not [event for event in tom.events if event["on"] == "typing"]
        refused = await bob.ask("typing", room=room)
        assert refused["error"] == "not_found", "bob has not opened it"


async def test_who_is_here_is_told_at_opening_and_when_it_changes(enter, people):
    room, bob_id = people.rooms["people"], str(people.ids["bob"])
    async with enter("tom") as tom:
        async with enter("bob") as bob:
            assert "error" not in await bob.ask("presence.set", status="busy")
            opened = await tom.ask("room.open", room=room)
            assert opened["present"][str(people.ids["tom"])] == "online"
            assert opened["present"][bob_id] == "busy"
            await bob.ask("presence.set", status="away")
            while (seen := await tom.event("presence"))["user"] != people.ids["bob"]:
                pass
            assert seen["status"] == "away"
        while (seen := await tom.event("presence"))["user"] != people.ids["bob"]:
            pass
        assert seen["status"] == "offline"


async def test_a_new_name_reaches_everybody_and_is_ones_own_from_then_on(enter, people):
    room, tom_id = people.rooms["people"], people.ids["tom"]
    async with enter("tom") as tom, enter("tom") as other, enter("ann") as ann:
        opened = await ann.ask("room.open", room=room)
        await other.ask("hello")
        done = await tom.ask("profile.set", name="Thomas")
        assert done["user"] == {"id": tom_id, "username": "tom", "name": "Thomas"}
        assert (await other.event("me"))["user"] == done["user"]
        heard = await ann.event("member")
        assert (heard["user"], heard["version"]) == (tom_id, opened["room"]["version"] + 1)
        assert heard["member"]["user"] == done["user"]
        assert (await tom.ask("profile.set", name=" "))["error"] == "blank_name"
        while (await other.ask("hello"))["user"] != done["user"]:
            pass  # its proof is being looked at again
        await tom.ask("profile.set", name="tom")


async def test_a_member_who_is_taken_out_is_told_and_hears_no_more(site, enter, people):
    room = people.rooms["taken"]
    async with enter("tom") as tom, enter("bob") as bob:
        await tom.ask("room.open", room=room), await bob.ask("room.open", room=room)
        out = f"""
Member.objects.filter(room={room}, user__username="bob").delete()
Room.objects.filter(pk={room}).update(version=models.F("version") + 1)
"""
        await asyncio.to_thread(change, site.env, "from django.db import models" + out)
        gone = await bob.event("room")  # by the hub's look at the database, at the latest
        assert (gone["id"], gone["gone"]) == (room, True)
        await tom.post(room, "among us")
        assert "error" not in await bob.ask("ping", at={room: 0})
        assert not [event for event in bob.events if event["on"] == "message"]
        assert (await bob.ask("room.open", room=room))["error"] == "not_found"
