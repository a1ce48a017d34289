"""What is decided in a room on one server is obeyed at once by the sockets of another."""

import pytest

from tests.community import change, lead, settle
from tests.wire.chat import person_at

ROOMS = ["roles", "outs", "bans", "doomed"]


@pytest.fixture(scope="module")
def people(site):
    found = settle(site.env, ["owner", "member"], ROOMS)
    lead(site.env, "owner", ROOMS)
    return found


@pytest.fixture
def both(site, other, pki, people):
    """The owner on one server, the member on the other."""
    owner = person_at(site, pki)(people.tokens["owner"])
    return owner, person_at(other, pki)(people.tokens["member"])


async def test_a_role_that_is_taken_away_is_a_power_that_is_gone(both, people):
    room, member_id = people.rooms["roles"], people.ids["member"]
    async with both[0] as owner, both[1] as member:
        await member.ask("hello")
        for role, error in (("moderator", None), ("member", "forbidden")):
            done = await owner.ask("member.set", room=room, user=member_id, role=role)
            assert done["member"]["role"] == role
            assert (await member.event("room"))["mine"]["role"] == role
            assert (await member.ask("room.update", room=room, topic="Mine")).get("error") == error


@pytest.mark.parametrize(
    ("room", "how", "back"),
    [
        ("outs", {"removed": True}, None),
        ("bans", {"banned": True, "reason": "spam"}, "banned_here"),
    ],
)
async def test_who_is_put_out_of_a_room_hears_and_says_nothing_there(both, people, room, how, back):
    room = people.rooms[room]
    async with both[0] as owner, both[1] as member:
        await member.ask("room.open", room=room)
        await owner.ask("member.set", room=room, user=people.ids["member"], **how)
        gone = await member.event("room")
        assert (gone["id"], gone["gone"]) == (room, True)
        assert (await member.post(room, "still here"))["error"] == "not_found"
        await owner.post(room, "among us")
        assert "error" not in await member.ask("ping", at={room: 0})
        assert not [event for event in member.events if event["on"] == "message"]
        made = await owner.ask("room.invite", room=room)
        again = await member.ask("room.join", invite=made["invite"])
        assert again.get("error") == back and (not back or "spam" in again["text"])


async def test_a_room_that_is_removed_is_gone_for_everybody(site, both, people):
    room = people.rooms["doomed"]
    async with both[0] as owner, both[1] as member:
        await member.ask("room.open", room=room), await owner.ask("room.open", room=room)
        change(
            site.env,
            "from types import SimpleNamespace; from chat.admin.rooms import Rooms\n"
            "from django.contrib import admin\n"
            "asked = SimpleNamespace(user=User.objects.get(username='owner'))\n"
            f"Rooms(Room, admin.site).delete_model(asked, Room.objects.get(pk={room}))",
        )
        for person in (owner, member):
            gone = await person.event("room")
            assert (gone["id"], gone["gone"]) == (room, True)
            assert (await person.post(room, "hello?"))["error"] == "not_found"
