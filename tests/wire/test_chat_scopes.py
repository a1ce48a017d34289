"""A token that only reads: it opens, hears, searches and lists, and changes nothing."""

import json
import uuid

import pytest

from tests.community import change, settle
from tests.wire.chat import person_at
from tests.wire.http import get, post

ROOM = 1  # put in for the room's id
CHANGES = {
    "message.post": {"room": ROOM, "client_id": str(uuid.uuid4()), "body": "hello"},
    "message.edit": {"room": ROOM, "seq": 1, "body": "hello"},
    "message.delete": {"room": ROOM, "seq": 1},
    "reaction.add": {"room": ROOM, "seq": 1, "emoji": "🎉"},
    "reaction.remove": {"room": ROOM, "seq": 1, "emoji": "🎉"},
    "message.pin": {"room": ROOM, "seq": 1},
    "message.unpin": {"room": ROOM, "seq": 1},
    "message.report": {"room": ROOM, "seq": 1},
    "mark.read": {"room": ROOM, "seq": 1},
    "typing": {"room": ROOM},
    "presence.set": {"status": "busy"},
    "profile.set": {"name": "Mine"},
    "room.create": {"kind": "public", "title": "Mine"},
    "room.update": {"room": ROOM, "topic": "Mine"},
    "room.join": {"slug": "lobby"},
    "room.leave": {"room": ROOM},
    "room.invite": {"room": ROOM},
    "invite.revoke": {"room": ROOM, "invite": 1},
    "member.set": {"room": ROOM, "user": 1, "level": "nothing"},
    "member.mute": {"room": ROOM, "user": 1},
    "member.unmute": {"room": ROOM, "user": 1},
}
QUESTIONS = {
    "hello": {},
    "ping": {},
    "room.open": {"room": ROOM},
    "room.history": {"room": ROOM, "before": 10},
    "room.pins": {"room": ROOM},
    "invite.list": {"room": ROOM},
    "room.list": {},
    "message.replies": {"room": ROOM, "seq": 1},
    "people.find": {"q": "t"},
    "search": {"q": "hello"},
    "room.close": {"room": ROOM},
}


@pytest.fixture(scope="module")
def people(site):
    people = settle(site.env, ["tom", "reader"], ["scopes"])
    change(site.env, "Token.objects.filter(user__username='reader').update(scopes=['read'])")
    return people


@pytest.fixture
def enter(site, pki):
    return person_at(site, pki)


def fields(people, told):
    return told | ({"room": people.rooms["scopes"]} if "room" in told else {})


@pytest.mark.parametrize("by", ["header", "hello"])
async def test_what_changes_something_is_refused_and_the_socket_stays(enter, people, by):
    token = people.tokens["reader"]
    async with enter(token if by == "header" else None) as reader:
        await reader.ask("hello", **({"token": token} if by == "hello" else {}))
        for do, told in CHANGES.items():
            refused = await reader.ask(do, **fields(people, told))
            assert refused.get("error") == "read_only", do
        assert "error" not in await reader.ask("ping")


async def test_what_asks_is_answered_and_what_others_say_is_heard(enter, people):
    room = people.rooms["scopes"]
    async with enter(people.tokens["reader"]) as reader, enter(people.tokens["tom"]) as tom:
        await tom.post(room, "the first")
        for do, told in QUESTIONS.items():
            assert "error" not in await reader.ask(do, **fields(people, told)), do
        await reader.ask("room.open", room=room)
        await tom.post(room, "hello")
        assert (await reader.event("message"))["message"]["body"] == "hello"


async def test_every_command_is_one_or_the_other():
    from chat.protocol.commands import COMMANDS

    assert {each.__struct_config__.tag for each in COMMANDS} == {*CHANGES, *QUESTIONS}


async def test_another_token_of_the_same_person_gives_the_socket_no_more_rights(
    site, enter, people
):
    secret = "x" * 40
    change(
        site.env,
        "from chat.models.access import digest; Token.objects.create("
        "user=User.objects.get(username='reader'), name='w', scopes=['chat'],"
        f"digest=digest('{secret}'))",
    )
    async with enter(people.tokens["reader"]) as reader:
        assert "error" not in await reader.ask("hello", token=secret)
        assert (await reader.post(people.rooms["scopes"], "hi"))["error"] == "read_only"


def test_files_come_down_and_none_goes_up(site, people):
    def bearer(name):
        return {"Authorization": f"Bearer {people.tokens[name]}"}

    def send(name):
        path = f"/files/?room={people.rooms['scopes']}&name=x.txt"
        return post(site, path, b"hello", **bearer(name), **{"Content-Type": "text/plain"})

    file = json.load(send("tom"))["attachment"]
    refused = send("reader")
    assert (refused.status, json.load(refused)["error"]) == (403, "read_only")
    change(
        site.env,
        "from chat.models import Message; from django.utils import timezone as t;"
        f"m = Message.objects.create(room_id={people.rooms['scopes']}, seq=900, rev=900,"
        f"client_id='{uuid.uuid4()}', created=t.now());"
        f"Attachment.objects.filter(pk='{file['id']}').update(message=m)",
    )
    assert get(site, file["url"], **bearer("reader")).read() == b"hello"
