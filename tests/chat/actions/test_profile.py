"""Somebody is called otherwise, or has another picture, and everybody who sees them hears of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chat.actions import profile
from chat.models import Room, log
from chat.protocol.commands import ProfileSet
from chat.protocol.decoding import Misunderstood, decode
from tests.chat.doing import do, refused, told


def rename(actor, name):
    return do(profile.rename, actor, ProfileSet(ref=1, name=name))


def test_a_name_is_one_line_in_which_there_is_something_to_see(tom):
    for name, kept in (
        ("  Thomas\n Q. ", "Thomas Q."),
        ("阮\u202e小明", "阮小明"),
        ("x" * 80,) * 2,
    ):
        assert rename(tom, name).reply.user.name == kept
    for name in ("", " \t", "\u200b\u3164", "\u202e"):
        assert refused(profile.rename, tom, ProfileSet(ref=1, name=name)) == "blank_name"
    with pytest.raises(Misunderstood, match=r"\$\.name"):
        decode('{"do": "profile.set", "ref": 1, "name": "%s"}' % ("x" * 81))


def test_ones_own_sockets_and_each_room_hear_the_new_name(tom, ann, room_of):
    rooms = [room_of(tom, ann, version=3), room_of(tom)]
    room_of(ann)
    outcome = rename(tom, "Thomas")
    (mine,) = told(outcome, user=tom)
    assert mine == {"on": "me", "user": {"id": tom.pk, "username": "tom", "name": "Thomas"}}
    for room, version in zip(rooms, (4, 1), strict=True):
        (heard,) = told(outcome, room=room.pk)
        assert (heard["on"], heard["user"], heard["version"]) == ("member", tom.pk, version)
        assert heard["member"] == {"user": mine["user"], "role": "member"}
        assert Room.objects.get(pk=room.pk).version == version
    assert len(outcome.events) == 3
    assert log.opened(ann.pk, rooms[0].pk, None, None).members[0].user.name == "Thomas"


def test_who_talks_to_them_in_a_direct_room_sees_it_anew(tom, ann, room_of, say):
    direct = room_of(tom, ann, kind="direct")
    say(tom, direct)
    (seen,) = told(rename(tom, "Thomas"), user=ann)
    assert (seen["on"], seen["id"]) == ("room", direct.pk)
    assert (seen["mine"]["unread"], seen["mine"]["room"]["version"]) == (1, 1)
    assert [user["name"] for user in seen["mine"]["people"]] == ["Thomas", "ann"]


def test_messages_have_their_author_s_name_and_picture_of_now(tom, lobby, say):
    say(tom, lobby)
    rename(tom, "Thomas")
    do(profile.depict, tom, f"{tom.pk}-x.webp")
    (message,) = log.opened(tom.pk, lobby.pk, None, None).messages
    for author in (message.author, say(tom, lobby).author):
        assert (author.name, author.avatar) == ("Thomas", f"/avatars/{tom.pk}-x.webp")


def test_a_picture_is_told_as_a_name_is(tom, lobby):
    outcome = do(profile.depict, tom, f"{tom.pk}-x.webp")
    assert outcome.reply.user.avatar == f"/avatars/{tom.pk}-x.webp"
    ((mine,), (heard,)) = told(outcome, user=tom), told(outcome, room=lobby.pk)
    assert mine["user"] == heard["member"]["user"]
    assert "avatar" not in told(do(profile.depict, tom, ""), user=tom)[0]["user"]


def test_what_is_so_already_is_told_to_nobody(tom, lobby):
    rename(tom, "Thomas")
    assert rename(tom, "Thomas").events == do(profile.depict, tom, "").events == []
    assert Room.objects.get().version == 1


def test_whose_account_is_closed_changes_nothing(person):
    gone = person("gone", is_active=False)
    assert refused(profile.rename, gone, ProfileSet(ref=1, name="x")) == "not_found"
    assert refused(profile.depict, gone, "x") == "not_found"


def test_any_number_of_rooms_costs_the_same(tom, person, room_of):
    costs = set()
    rename(tom, "Tom 1")
    for count in (2, 30):
        for number in range(count):
            other = person(f"p{count}-{number}")
            room_of(tom, other, kind=("private", "direct")[number % 2])
        with CaptureQueriesContext(connection) as queries:
            assert len(rename(tom, f"Tom {count}").events) > count
        costs.add(len(queries))
    assert len(costs) == 1 and costs.pop() <= 16
