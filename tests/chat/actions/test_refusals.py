"""Whatever is refused is told in words, and whatever is typed is done or refused."""

import ast
from copy import copy
from pathlib import Path

import pytest

import chat
from chat import wording
from chat.actions import invites, joining, members, moderation, reading, rooms, tokens, webhooks
from chat.models import Member, directory
from chat.protocol import commands as c
from chat.protocol.frames import Refusal
from tests.chat.doing import do, refused

ODD = ["\x00", "a\x00b", "%_\\", "'; --", "\u202e\u200b", "\U0001f600" * 60, "İıﬀ" * 20, "\n"]


def raised():
    """The codes of all refusals that are raised anywhere in the chat, with what they name."""
    for path in Path(chat.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield code.value, {word.arg: 0 for word in node.keywords}


def test_every_refusal_has_its_words_and_names_what_they_name():
    found = list(raised())
    assert {"slug_taken", "not_found", "try_again"} <= set(dict(found)), "the premise: found"
    for code, named in found:
        assert wording.words(Refusal(code, **named), "en"), code


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_whatever_is_typed_is_done_or_refused(person, room_of, text):
    """A database error would take the neighbours of the same commit with it."""
    tom, ann = person("tom"), person("ann")
    room = room_of(ann, kind="public", title="Tea", slug="tea")
    Member.objects.create(room=room, user=tom, role="owner")
    short, long = text[:60], text[:100]
    tries = [
        (rooms.create, c.RoomCreate(ref=1, kind="public", title=long, topic=long)),
        (rooms.create, c.RoomCreate(ref=1, kind="public", title="x", slug=short)),
        (rooms.update, c.RoomUpdate(ref=1, room=room.pk, title=long, topic=long)),
        (joining.join, c.RoomJoin(ref=1, slug=text)),
        (joining.join, c.RoomJoin(ref=1, invite=text)),
        (
            moderation.change,
            c.MemberSet(ref=1, room=room.pk, user=ann.pk, banned=True, reason=long),
        ),
    ]
    for action, command in tries:
        refused(action, tom, command)
    do(tokens.make, tom, name=text)
    refused(webhooks.make, tom, room.pk, text)
    assert directory.listed(tom.pk, c.RoomList(ref=1, q=text, after=text)) is not None


@pytest.mark.parametrize("number", [0, 2**53 - 1])
def test_whatever_number_is_meant_is_done_or_refused(person, room_of, number):
    tom = person("tom")
    room = room_of(tom, seq=5)
    do(reading.mark, tom, c.MarkRead(ref=1, room=room.pk, seq=number))
    nobody = c.MemberSet(ref=1, room=room.pk, user=number, role="member")
    assert refused(moderation.change, tom, nobody) == "not_found"
    assert refused(joining.join, tom, c.RoomJoin(ref=1, room=number)) == "not_found"
    bring = c.RoomInvite(ref=1, room=room.pk, users=[number])
    assert refused(invites.invite, tom, bring) == "forbidden"
    direct = c.RoomCreate(ref=1, kind="direct", users=[number])
    assert refused(rooms.create, tom, direct) == "not_found"


def test_an_account_that_is_gone_meanwhile_is_refused_and_nothing_breaks(person, room_of):
    tom = person("tom")
    room = room_of(kind="public", title="Tea", slug="tea")
    gone = copy(tom)
    tom.delete()
    for action, command in (
        (joining.join, c.RoomJoin(ref=1, room=room.pk)),
        (rooms.create, c.RoomCreate(ref=1, kind="public", title="Tea")),
        (rooms.create, c.RoomCreate(ref=1, kind="direct")),
    ):
        assert refused(action, gone, command) == "not_found"
    assert refused(tokens.make, gone, name="x") == refused(members.settle, gone) == "not_found"
