"""Making rooms and changing what they say of themselves."""

import pytest

from chat.actions import rooms
from chat.models import Audit, Invite, Member, Room
from chat.protocol.commands import RoomCreate, RoomUpdate
from tests.chat.doing import do, refused, told


def create(actor, kind="public", **fields):
    return do(rooms.create, actor, RoomCreate(ref=1, kind=kind, **fields)).reply.room


def test_who_makes_a_room_owns_it(person):
    tom = person("tom")
    made = create(tom, title="  Hà\nNội \x00", topic="a\tb")
    assert (made.role, made.room.title, made.room.topic) == ("owner", "Hà Nội", "a b")
    assert made.room.slug == "hà-nội" and made.room.kind == "public"


@pytest.mark.parametrize("title", ["", "  ", "\n\t\x00"])
def test_a_room_needs_a_title_that_can_be_seen(person, title):
    assert refused(rooms.create, person("tom"), RoomCreate(ref=1, kind="private", title=title)) == (
        "blank_title"
    )


@pytest.mark.parametrize(
    "title, slug", [("大厅", "大厅"), ("Ops & Dev!", "ops-dev"), ("🎉🎉", "room"), ("-_-", "room")]
)
def test_a_slug_is_made_of_the_title_whatever_the_script(person, title, slug):
    assert create(person("tom"), title=title).room.slug == slug


def test_two_rooms_of_one_title_have_two_slugs(person):
    tom = person("tom")
    one, two = create(tom, title="Tea"), create(tom, title="Tea")
    assert one.room.slug == "tea" and two.room.slug.startswith("tea-")


def test_a_long_title_still_fits(person):
    tom = person("tom")
    for _ in range(2):
        assert len(create(tom, title="ă" * 100).room.slug) <= 60


def test_a_slug_that_was_asked_for_is_granted_or_refused(person):
    tom = person("tom")
    assert create(tom, title="Tea", slug="chè-xanh").room.slug == "chè-xanh"
    for slug, code in (("chè-xanh", "slug_taken"), ("Tea", "bad_slug"), ("", "bad_slug")):
        command = RoomCreate(ref=1, kind="public", title="Tea", slug=slug)
        assert refused(rooms.create, tom, command) == code
    assert Room.objects.count() == 1


def test_people_may_be_brought_along_and_hear_of_their_new_room(person):
    tom, ann = person("tom"), person("ann")
    command = RoomCreate(ref=1, kind="private", title="Tea", users=[ann.pk, tom.pk])
    outcome = do(rooms.create, tom, command)
    (frame,) = told(outcome, user=ann)
    assert frame["on"] == "room" and frame["mine"]["role"] == "member"
    assert frame["mine"]["room"]["title"] == "Tea"
    assert Member.objects.count() == 2


def test_nobody_can_be_brought_who_is_not_there(person):
    command = RoomCreate(ref=1, kind="private", title="Tea", users=[999])
    assert refused(rooms.create, person("tom"), command) == "not_found"
    assert not Room.objects.exists()


def test_the_same_people_have_one_direct_room(person):
    tom, ann, bob = person("tom"), person("ann"), person("bob")
    one = create(tom, "direct", users=[ann.pk])
    assert create(ann, "direct", users=[tom.pk, ann.pk, tom.pk]).room.id == one.room.id
    assert create(tom, "direct", users=[ann.pk, bob.pk]).room.id != one.room.id
    assert {user.username for user in one.people} == {"tom", "ann"} and one.role == "member"
    assert one.room.title == "" and one.room.slug is None


def test_a_direct_room_is_told_to_its_people_once(person):
    tom, ann = person("tom"), person("ann")
    command = RoomCreate(ref=1, kind="direct", users=[ann.pk])
    (frame,) = told(do(rooms.create, tom, command), user=ann)
    assert [user["username"] for user in frame["mine"]["people"]] == ["tom", "ann"]
    assert do(rooms.create, tom, command).events == []


def test_somebody_alone_has_a_notebook(person):
    tom = person("tom")
    notebook = create(tom, "direct")
    assert create(tom, "direct", users=[tom.pk]).room.id == notebook.room.id
    assert [user.username for user in notebook.people] == ["tom"]


def test_nobody_talks_to_an_account_that_is_closed(person):
    gone = person("gone", is_active=False)
    command = RoomCreate(ref=1, kind="direct", users=[gone.pk])
    assert refused(rooms.create, person("tom"), command) == "not_found"


def test_a_new_title_is_told_to_the_room_and_written_down(person, room_of):
    tom = person("tom")
    room = room_of(title="Tea")
    Member.objects.create(room=room, user=tom, role="moderator")
    outcome = do(rooms.update, tom, RoomUpdate(ref=1, room=room.pk, title=" Green  tea "))
    (frame,) = told(outcome, room=room.pk)
    assert frame["room"]["title"] == "Green tea" and frame["room"]["version"] == 1
    assert outcome.reply.room.title == "Green tea"
    entry = Audit.objects.get()
    assert (entry.actor, entry.action, entry.details) == (
        tom,
        "room.update",
        {"title": "Green tea"},
    )


def test_a_change_to_what_is_already_so_changes_nothing(person, room_of):
    tom = person("tom")
    room = room_of(title="Tea")
    Member.objects.create(room=room, user=tom, role="owner")
    outcome = do(rooms.update, tom, RoomUpdate(ref=1, room=room.pk, title="Tea", topic=""))
    assert outcome.events == [] and outcome.reply.room.version == 0
    assert not Audit.objects.exists()


def test_who_may_not_change_a_room(person, room_of):
    tom, eve = person("tom"), person("eve")
    room, direct = room_of(tom, title="Tea"), room_of(tom, kind="direct")

    def code(actor, room, **fields):
        return refused(rooms.update, actor, RoomUpdate(ref=1, room=room.pk, **fields))

    assert code(tom, room, title="x") == "forbidden"
    assert code(tom, direct, title="x") == "direct_room"
    assert code(eve, room, title="x") == "not_found"
    Member.objects.filter(room=room).update(role="owner")
    assert code(tom, room, title=" ") == "blank_title"


def test_links_that_any_member_made_end_when_a_room_becomes_private(person, room_of):
    tom = person("tom")
    room = room_of(kind="public", title="Tea")
    Member.objects.create(room=room, user=tom, role="owner")
    Invite.objects.create(room=room, digest="x")
    do(rooms.update, tom, RoomUpdate(ref=1, room=room.pk, kind="private"))
    assert not Invite.objects.exists()
