"""Two people at once, each on a process of their own: what must be counted is counted right."""

import threading
import uuid

import pytest
from django.db import connection

from chat.actions import invites, joining, members, muting, rooms
from chat.actions.draft import Draft
from chat.actions.posting import post_all
from chat.models import Invite, Member, Message, Mute, Room, User
from chat.protocol.commands import MemberMute, RoomCreate, RoomInvite, RoomJoin, RoomLeave
from chat.protocol.frames import Refusal
from tests.chat.doing import do

ROUNDS = 5
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(action, command, users):
    """What each of these people gets, in a transaction of their own."""
    start = threading.Barrier(len(users))
    answers = [None] * len(users)

    def run(index):
        start.wait()
        try:
            answers[index] = do(action, users[index], command)
        except Exception as error:
            answers[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[index]) for index in range(len(users))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def people(*names):
    return [User.objects.create_user(name) for name in names]


def post_as(author, room):
    """What comes of one post; raises Refusal."""
    [answer] = post_all([Draft(author, room, uuid.uuid4(), "hello")])
    if isinstance(answer, Refusal):
        raise answer
    return answer


def codes(answers):
    return [answer.code if isinstance(answer, Refusal) else "done" for answer in answers]


def test_two_people_who_begin_to_talk_at_once_are_in_one_room():
    tom, *others = people("tom", *(f"p{number}" for number in range(ROUNDS)))
    for other in others:
        command = RoomCreate(ref=1, kind="direct", users=[tom.pk, other.pk])
        answers = at_once(rooms.create, command, [tom, other] * 2)
        assert codes(answers) == ["done"] * 4
        assert len({answer.reply.room.room.id for answer in answers}) == 1
    assert Room.objects.count() == ROUNDS and Member.objects.count() == 2 * ROUNDS


def test_the_last_use_of_a_link_lets_one_in():
    tom, ann, bob, eve = people("tom", "ann", "bob", "eve")
    for number in range(ROUNDS):
        room = Room.objects.create(kind="private", title=str(number))
        Member.objects.create(room=room, user=tom, role="owner")
        wish = RoomInvite(ref=1, room=room.pk, uses=1)
        code = do(invites.invite, tom, wish).reply.invite
        command = RoomJoin(ref=1, invite=code)
        answers = at_once(joining.join, command, [ann, bob, eve])
        assert sorted(codes(answers)) == ["done", "invite_void", "invite_void"]
        assert Member.objects.filter(room=room).count() == 2
    assert set(Invite.objects.values_list("uses", flat=True)) == {1}


def test_when_two_owners_leave_at_once_somebody_owns_the_room():
    tom, ann, bob = people("tom", "ann", "bob")
    for number in range(ROUNDS):
        room = Room.objects.create(kind="private", title=str(number))
        for user, role in ((tom, "owner"), (ann, "owner"), (bob, "member")):
            Member.objects.create(room=room, user=user, role=role)
        command = RoomLeave(ref=1, room=room.pk)
        answers = at_once(members.leave, command, [tom, ann])
        assert codes(answers) == ["done"] * 2
        left = Member.objects.filter(room=room).values_list("user", "role")
        assert list(left) == [(bob.pk, "owner")]


def test_who_joins_twice_at_once_is_in_once_and_every_change_is_counted():
    tom, ann = people("tom", "ann")
    for number in range(ROUNDS):
        room = Room.objects.create(kind="public", title=str(number), slug=str(number))
        command = RoomJoin(ref=1, room=room.pk)
        answers = at_once(joining.join, command, [tom, tom, ann, ann])
        assert codes(answers) == ["done"] * 4
        assert Member.objects.filter(room=room).count() == 2
        assert Room.objects.get(pk=room.pk).version == 2


def test_two_rooms_of_one_title_made_at_once_have_two_slugs():
    tom, ann = people("tom", "ann")
    for number in range(ROUNDS):
        command = RoomCreate(ref=1, kind="public", title=f"Tea {number}")
        wished = RoomCreate(ref=1, kind="public", title="Tea", slug=f"wished-{number}")
        assert codes(at_once(rooms.create, command, [tom, ann])) == ["done"] * 2
        assert sorted(codes(at_once(rooms.create, wished, [tom, ann]))) == ["done", "slug_taken"]


def test_in_a_slow_room_one_of_two_devices_posts():
    [ann] = people("ann")
    for number in range(ROUNDS):
        room = Room.objects.create(kind="public", title=str(number), slow_seconds=60)
        Member.objects.create(room=room, user=ann)
        answers = at_once(post_as, room.pk, [ann] * 3)
        assert sorted(codes(answers)) == ["done", "slow", "slow"]
        assert Message.objects.filter(room=room).count() == 1


def test_two_mutes_at_once_are_one():
    tom, bob, ann = people("tom", "bob", "ann")
    for number in range(ROUNDS):
        room = Room.objects.create(kind="public", title=str(number))
        for user, role in ((tom, "owner"), (bob, "owner"), (ann, "member")):
            Member.objects.create(room=room, user=user, role=role)
        command = MemberMute(ref=1, room=room.pk, user=ann.pk, seconds=60)
        assert codes(at_once(muting.mute, command, [tom, bob])) == ["done"] * 2
        assert Mute.objects.filter(user=ann, room=room).count() == 1
