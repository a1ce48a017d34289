"""Powers over members, and their bounds."""

import pytest

from chat.actions import joining, moderation
from chat.models import Audit, Ban, Invite, Member, Room, User, Webhook
from chat.protocol.commands import MemberSet, RoomJoin
from tests.chat.doing import do, refused, told


@pytest.fixture
def room(person):
    """A public room with an owner, a moderator and a member, whose names are just that."""
    made = Room.objects.create(title="Tea", slug="tea")
    for role in ("owner", "moderator", "member"):
        Member.objects.create(room=made, user=person(role), role=role)
    return made


def somebody(name):
    return User.objects.get(username=name)


def change(by, room, whom, **wishes):
    command = MemberSet(ref=1, room=room.pk, user=somebody(whom).pk, **wishes)
    return do(moderation.change, somebody(by), command)


def no(by, room, whom, **wishes):
    command = MemberSet(ref=1, room=room.pk, user=somebody(whom).pk, **wishes)
    return refused(moderation.change, somebody(by), command)


def role_of(name):
    return Member.objects.get(user__username=name).role


def test_an_owner_gives_roles_which_all_hear_and_the_log_keeps(room):
    outcome = change("owner", room, "member", role="moderator")
    assert outcome.reply.member.role == role_of("member") == "moderator"
    assert told(outcome, room=room.pk)[0]["member"]["role"] == "moderator"
    assert told(outcome, user=somebody("member"))[0]["mine"]["role"] == "moderator"
    entry = Audit.objects.get()
    assert (entry.actor.username, entry.action, entry.target) == ("owner", "member.role", "member")
    assert entry.details["before"] == "member" and entry.details["after"] == "moderator"
    assert Room.objects.get().version == 1


def test_a_role_that_somebody_has_already_changes_nothing(room):
    assert change("owner", room, "member", role="member").events == []
    assert Room.objects.get().version == 0 and not Audit.objects.exists()


@pytest.mark.parametrize("by", ["moderator", "member"])
def test_nobody_else_gives_roles_not_even_to_themselves(room, by):
    assert no(by, room, "member", role="owner") == "forbidden"
    assert no(by, room, by, role="owner") == "forbidden"


def test_the_last_owner_stays_one_and_of_two_one_may_go(room):
    assert no("owner", room, "owner", role="member") == "last_owner"
    change("owner", room, "member", role="owner")
    change("member", room, "owner", role="member")
    assert (role_of("owner"), role_of("member")) == ("member", "owner")


def test_everybody_chooses_their_own_level_and_nobody_else_s(room):
    outcome = change("member", room, "member", level="mentions")
    assert told(outcome, room=room.pk) == [], "it is nobody else's business"
    assert told(outcome, user=somebody("member"))[0]["mine"]["level"] == "mentions"
    assert Member.objects.get(user__username="member").level == "mentions"
    assert no("owner", room, "member", level="nothing") == "forbidden"
    assert Room.objects.get().version == 0


def test_what_is_half_allowed_is_not_done_at_all(room):
    assert no("owner", room, "member", role="moderator", level="all") == "forbidden"
    assert role_of("member") == "member"


@pytest.mark.parametrize(
    "by, whom, done",
    [
        ("owner", "moderator", True),
        ("owner", "member", True),
        ("moderator", "member", True),
        ("moderator", "owner", False),
        ("moderator", "moderator", False),
        ("member", "member", False),
        ("owner", "owner", False),
    ],
)
@pytest.mark.parametrize("wish", ["removed", "banned"])
def test_people_are_put_out_by_those_above_them(room, person, by, whom, done, wish):
    assert no(by, room, whom, **{wish: True}) == (None if done else "forbidden")
    assert Member.objects.filter(user__username=whom).exists() != done


def test_who_is_removed_hears_it_and_may_come_again(room):
    member = somebody("member")
    outcome = change("moderator", room, "member", removed=True, reason="off topic\n")
    assert told(outcome, user=member) == [{"on": "room", "id": room.pk, "gone": True}]
    assert told(outcome, room=room.pk)[0]["gone"] is True
    assert Audit.objects.get().details["reason"] == "off topic"
    assert refused(joining.join, member, RoomJoin(ref=1, room=room.pk)) is None


def test_who_is_banned_may_not_and_their_links_end(room):
    member = somebody("member")
    Invite.objects.create(room=room, digest="x", made_by=member)
    change("moderator", room, "member", banned=True, reason="spam")
    assert refused(joining.join, member, RoomJoin(ref=1, room=room.pk)) == "banned_here"
    assert Ban.objects.get().reason == "spam" and Audit.objects.get().action == "member.ban"
    assert not Invite.objects.exists()


def test_banning_twice_is_harmless_and_keeps_out_who_is_no_member(room, person):
    person("eve")
    for _ in range(2):
        assert change("moderator", room, "eve", banned=True).events == []
    assert Ban.objects.count() == 1
    assert no("moderator", room, "eve", removed=True) == "not_found"
    assert no("moderator", room, "eve", role="member") == "not_found"


def test_a_removed_bot_s_webhook_is_void(room, person):
    bot = person("bot", is_bot=True)
    Member.objects.create(room=room, user=bot)
    Webhook.objects.create(room=room, bot=bot, name="CI", digest="x")
    change("moderator", room, "bot", removed=True)
    assert not Webhook.objects.exists()


def test_from_a_room_for_everybody_people_are_banned_and_not_removed(room):
    Room.objects.update(everybody=True)
    assert no("owner", room, "member", removed=True) == "everybody_room"
    assert no("owner", room, "member", banned=True) is None


def test_the_people_of_a_direct_room_are_equals(room):
    Room.objects.update(kind="direct")
    for wish in ({"role": "member"}, {"removed": True}, {"banned": True}):
        assert no("owner", room, "member", **wish) == "direct_room"
    assert no("member", room, "member", level="nothing") is None


def test_who_is_not_in_the_room_learns_nothing_of_it(room, person):
    person("eve")
    assert no("eve", room, "member", banned=True) == "not_found"
