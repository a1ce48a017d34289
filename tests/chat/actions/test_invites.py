"""Bringing people in, by name or by a link."""

from datetime import timedelta

from django.utils import timezone

from chat.actions import invites, joining
from chat.models import Audit, Ban, Invite, Member
from chat.protocol.commands import RoomInvite, RoomJoin
from tests.chat.doing import do, refused, told


def invite(actor, room, **wishes):
    return do(invites.invite, actor, RoomInvite(ref=1, room=room.pk, **wishes))


def follow(actor, code):
    return do(joining.join, actor, RoomJoin(ref=1, invite=code))


def not_let_in(actor, code):
    return refused(joining.join, actor, RoomJoin(ref=1, invite=code))


def led_by(owner, room):
    Member.objects.create(room=room, user=owner, role="owner")
    return room


def test_people_who_are_brought_are_in_at_once_and_hear_of_it(person, room_of):
    tom, ann = person("tom"), person("ann")
    room = led_by(tom, room_of())
    outcome = invite(tom, room, users=[ann.pk])
    assert [member.user.username for member in outcome.reply.members] == ["ann"]
    assert told(outcome, user=ann)[0]["mine"]["room"]["id"] == room.pk
    assert told(outcome, room=room.pk)[0]["member"]["user"]["id"] == ann.pk
    assert invite(tom, room, users=[ann.pk]).events == []


def test_in_a_private_room_owner_and_moderators_invite_in_a_public_one_everybody(person, room_of):
    tom, ann = person("tom"), person("ann")
    private, public = room_of(tom), room_of(tom, kind="public")
    for wish in ({"users": [ann.pk]}, {}):
        command = RoomInvite(ref=1, room=private.pk, **wish)
        assert refused(invites.invite, tom, command) == "forbidden"
        assert refused(invites.invite, ann, command) in ("not_found", "forbidden")
        assert invite(tom, public, **wish).reply


def test_nobody_can_be_brought_who_is_not_there_and_then_nobody_is(person, room_of):
    tom, ann, gone = person("tom"), person("ann"), person("gone", is_active=False)
    room = led_by(tom, room_of())
    for other in (999, gone.pk):
        command = RoomInvite(ref=1, room=room.pk, users=[ann.pk, other])
        assert refused(invites.invite, tom, command) == "not_found"
    assert Member.objects.count() == 1


def test_the_people_of_a_direct_room_stay_as_they_are(person, room_of):
    tom = person("tom")
    room = room_of(tom, kind="direct")
    assert refused(invites.invite, tom, RoomInvite(ref=1, room=room.pk)) == "direct_room"


def test_a_link_lets_people_into_a_private_room_and_its_code_is_not_stored(person, room_of):
    tom, ann = person("tom"), person("ann")
    room = led_by(tom, room_of(title="Tea"))
    code = invite(tom, room).reply.invite
    assert not any(code in str(value) for value in Invite.objects.values().get().values())
    assert follow(ann, code).reply.room.room.title == "Tea"
    assert Member.objects.filter(room=room, user=ann, role="member").exists()


def test_a_link_ends_after_its_uses_of_which_members_take_none(person, room_of):
    tom, ann, bob = person("tom"), person("ann"), person("bob")
    room = led_by(tom, room_of())
    code = invite(tom, room, uses=1).reply.invite
    follow(tom, code)
    follow(ann, code)
    follow(ann, code)
    assert not_let_in(bob, code) == "invite_void"
    assert Invite.objects.get().uses == 1


def test_a_link_ends_after_its_days_or_a_week(person, room_of, time_machine):
    tom, ann, bob = person("tom"), person("ann"), person("bob")
    room = led_by(tom, room_of())
    week, long = invite(tom, room).reply.invite, invite(tom, room, days=30).reply.invite
    time_machine.move_to(timezone.now() + timedelta(days=8))
    assert not_let_in(ann, week) == "invite_void"
    assert follow(bob, long)


def test_a_made_up_code_is_void(person):
    for code in ("", "x" * 5000, "\x00"):
        assert not_let_in(person(f"p{len(code)}"), code) == "invite_void"


def test_a_link_lets_nobody_in_who_is_banned_and_loses_no_use(person, room_of):
    tom, eve = person("tom"), person("eve")
    room = led_by(tom, room_of())
    code = invite(tom, room, uses=1).reply.invite
    Ban.objects.create(user=eve, room=room)
    assert not_let_in(eve, code) == "banned_here"
    assert Invite.objects.get().uses == 0


def test_an_invitation_by_name_ends_a_ban_if_the_room_s_leaders_say_it(person, room_of):
    tom, ann, eve = person("tom"), person("ann"), person("eve")
    room = led_by(tom, room_of(ann, kind="public"))
    Ban.objects.create(user=eve, room=room)
    command = RoomInvite(ref=1, room=room.pk, users=[eve.pk])
    assert refused(invites.invite, ann, command) == "forbidden"
    do(invites.invite, tom, command)
    assert not Ban.objects.exists() and Member.objects.filter(user=eve).exists()
    assert Audit.objects.get().action == "member.unban"
