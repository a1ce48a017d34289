"""Coming into rooms and going out of them."""

import pytest

from chat import welcome
from chat.actions import joining, members
from chat.models import Ban, Member, Room, User
from chat.protocol.commands import RoomJoin, RoomLeave
from tests.chat.doing import do, refused, told


@pytest.fixture
def newcomer(transactional_db):
    """Somebody new, and a room for everybody, where threads other than the test's see them."""
    lobby = Room.objects.create(title="Lobby", slug="lobby", everybody=True)
    return User.objects.create_user("tom"), lobby


def join(actor, **named):
    return do(joining.join, actor, RoomJoin(ref=1, **named))


def leave(actor, room):
    return do(members.leave, actor, RoomLeave(ref=1, room=room.pk))


def roles(room):
    return dict(Member.objects.filter(room=room).values_list("user__username", "role"))


def test_a_public_room_is_joined_by_its_id_or_its_slug(person, room_of):
    room = room_of(kind="public", slug="tea", title="Tea", seq=7)
    tom, ann = person("tom"), person("ann")
    assert join(tom, room=room.pk).reply.room.room.slug == "tea"
    outcome = join(ann, slug="tea")
    (to_room,), (to_ann,) = told(outcome, room=room.pk), told(outcome, user=ann)
    assert to_room["member"]["user"]["username"] == "ann" and to_room["member"]["role"] == "member"
    assert to_room["version"] == 2
    assert to_ann["mine"]["room"]["version"] == 2
    assert to_ann["mine"]["read"] == 7, "what was said before is not unread"


def test_joining_twice_is_harmless(person, room_of):
    tom = person("tom")
    room = room_of(kind="public", title="Tea")
    join(tom, room=room.pk)
    again = join(tom, room=room.pk)
    assert again.events == [] and again.reply.room.room.version == 1
    assert Member.objects.count() == 1


def test_a_private_room_and_no_room_look_the_same(person, room_of):
    eve = person("eve")
    room = room_of(person("tom"), slug="tea")
    found = [refused(joining.join, eve, RoomJoin(ref=1, room=pk)) for pk in (room.pk, 999)]
    found += [refused(joining.join, eve, RoomJoin(ref=1, slug=slug)) for slug in ("tea", "x\x00")]
    assert found == ["not_found"] * 4


def test_a_member_of_a_private_room_may_join_it_again(person, room_of):
    tom = person("tom")
    assert join(tom, room=room_of(tom).pk).events == []


def test_a_room_is_named_in_one_way(person):
    tom = person("tom")
    for named in ({}, {"room": 1, "slug": "tea"}, {"slug": "tea", "invite": "x"}):
        assert refused(joining.join, tom, RoomJoin(ref=1, **named)) == "bad_command"


def test_who_is_banned_hears_why_until_the_ban_ends(person, room_of):
    tom = person("tom")
    room = room_of(kind="public", title="Tea")
    ban = Ban.objects.create(user=tom, room=room, reason="spam")
    command = RoomJoin(ref=1, room=room.pk)
    assert refused(joining.join, tom, command) == "banned_here"
    ban.ends = ban.created
    ban.save()
    assert refused(joining.join, tom, command) is None


def test_who_leaves_hears_no_more_and_the_others_are_told(person, room_of):
    tom, ann = person("tom"), person("ann")
    room = room_of(tom, ann)
    outcome = leave(tom, room)
    (to_room,), (to_tom,) = told(outcome, room=room.pk), told(outcome, user=tom)
    assert to_room == {"on": "member", "room": room.pk, "user": tom.pk, "gone": True, "version": 1}
    assert to_tom == {"on": "room", "id": room.pk, "gone": True}
    assert [event.gone for event in outcome.events] == [0, room.pk]
    assert Room.objects.get().version == 1
    assert refused(members.leave, tom, RoomLeave(ref=1, room=room.pk)) == "not_found"


def test_when_the_last_owner_leaves_the_oldest_moderator_owns_the_room(person, room_of):
    tom, ann, bob = person("tom"), person("ann"), person("bob")
    room = room_of(ann, bob)
    Member.objects.create(room=room, user=tom, role="owner")
    Member.objects.filter(user=bob).update(role="moderator")
    outcome = leave(tom, room)
    assert roles(room) == {"ann": "member", "bob": "owner"}
    left, owner = told(outcome, room=room.pk)
    assert owner["member"]["role"] == "owner" and left["version"] == owner["version"] == 1
    assert told(outcome, user=bob)[0]["mine"]["role"] == "owner"


def test_without_moderators_the_oldest_person_does_and_no_bot(person, room_of):
    tom = person("tom")
    bot, gone = person("bot", is_bot=True), person("gone", is_active=False)
    room = room_of(bot, gone, person("ann"), person("bob"))
    Member.objects.create(room=room, user=tom, role="owner")
    leave(tom, room)
    assert {name for name, role in roles(room).items() if role == "owner"} == {"ann"}


def test_one_of_two_owners_may_simply_leave(person, room_of):
    tom, ann, bob = person("tom"), person("ann"), person("bob")
    room = room_of(tom, ann, bob)
    Member.objects.filter(user__in=[tom, ann]).update(role="owner")
    leave(tom, room)
    assert roles(room) == {"ann": "owner", "bob": "member"}


def test_the_last_one_leaves_an_empty_room_with_its_messages(person, room_of):
    tom = person("tom")
    room = room_of()
    Member.objects.create(room=room, user=tom, role="owner")
    leave(tom, room)
    assert Room.objects.filter(pk=room.pk).exists() and roles(room) == {}


def test_direct_rooms_and_rooms_for_everybody_are_not_left(person, room_of):
    tom = person("tom")
    direct, lobby = room_of(tom, kind="direct"), room_of(tom, kind="public", everybody=True)
    assert refused(members.leave, tom, RoomLeave(ref=1, room=direct.pk)) == "direct_room"
    assert refused(members.leave, tom, RoomLeave(ref=1, room=lobby.pk)) == "everybody_room"


def test_whoever_comes_in_is_in_the_rooms_for_everybody_once(person, room_of):
    tom = person("tom")
    lobby = room_of(kind="public", title="Lobby", everybody=True)
    room_of(kind="public", title="Tea")
    assert told(do(members.settle, tom), user=tom)[0]["mine"]["room"]["id"] == lobby.pk
    assert do(members.settle, tom).events == []
    assert list(Member.objects.values_list("user", "room")) == [(tom.pk, lobby.pk)]


def test_a_ban_from_a_room_for_everybody_lasts(person, room_of):
    tom = person("tom")
    lobby = room_of(kind="public", title="Lobby", everybody=True)
    Ban.objects.create(user=tom, room=lobby)
    assert do(members.settle, tom).events == [] and not Member.objects.exists()


async def test_who_says_hello_gets_their_rooms_with_the_lobby_among_them(newcomer):
    tom, lobby = newcomer
    for _ in range(2):
        assert [mine.room.id for mine in await welcome.come_in(tom.pk)] == [lobby.pk]
    assert await Member.objects.acount() == 1
