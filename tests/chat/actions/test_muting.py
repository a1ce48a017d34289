"""Who may mute whom, and who hears of it."""

import pytest

from chat.actions import invites, members, muting
from chat.models import Audit, Member, Mute, Room, User, log, mine, mutes
from chat.protocol.commands import MemberMute, MemberUnmute, RoomInvite, RoomLeave
from tests.chat.doing import do, refused, told


@pytest.fixture
def room(person):
    """A public room with two of each role."""
    made = Room.objects.create(title="Tea", slug="tea")
    for role in ("owner", "moderator", "member"):
        for number in (1, 2):
            Member.objects.create(room=made, user=person(f"{role}{number}"), role=role)
    return made


def somebody(name):
    return User.objects.get(username=name)


def mute(by, room, whom, **fields):
    command = MemberMute(ref=1, room=room.pk, user=somebody(whom).pk, **fields)
    return do(muting.mute, somebody(by), command)


def unmute(by, room, whom):
    command = MemberUnmute(ref=1, room=room.pk, user=somebody(whom).pk)
    return do(muting.unmute, somebody(by), command)


@pytest.mark.parametrize(
    ("by", "whom", "may"),
    [
        ("owner1", "moderator1", True),
        ("owner1", "member1", True),
        ("moderator1", "member1", True),
        ("owner1", "owner2", False),
        ("moderator1", "moderator2", False),
        ("moderator1", "owner1", False),
        ("member1", "member2", False),
        ("owner1", "owner1", False),
    ],
)
def test_those_above_mute_and_unmute_those_below(room, by, whom, may):
    for action, command in ((muting.mute, MemberMute), (muting.unmute, MemberUnmute)):
        wish = command(ref=1, room=room.pk, user=somebody(whom).pk)
        assert refused(action, somebody(by), wish) == (None if may else "forbidden")


def test_a_mute_is_seen_by_the_room_told_to_its_member_and_kept_in_the_log(room):
    outcome = mute("owner1", room, "member1", seconds=600, reason="off\ntopic")
    seen = told(outcome, room=room.pk)[0]
    assert seen["member"]["muted"].keys() == {"until", "reason", "by"} and seen["version"] == 1
    theirs = told(outcome, user=somebody("member1"))[0]["mine"]["muted"]
    assert theirs["reason"] == "off topic" and theirs["by"] == "owner1"
    assert outcome.reply.member.muted.until == Mute.objects.get().ends
    entry = Audit.objects.get()
    assert (entry.action, entry.target, entry.details["reason"]) == (
        "member.mute",
        "member1",
        "off topic",
    )


def test_who_comes_in_sees_who_is_muted_and_each_their_own(room):
    mute("owner1", room, "member1")
    opened = log.opened(somebody("member2").pk, room.pk, None, None)
    assert [row.user.username for row in opened.members if row.muted] == ["member1"]
    assert mine.rooms_of(somebody("member1").pk)[0].muted.by == "owner1"
    assert mine.rooms_of(somebody("member2").pk)[0].muted is None


def test_in_a_room_with_more_members_than_a_query_takes_who_is_muted_is_told(room):
    mute("owner1", room, "member1")
    crowd = [Member(room=room, user_id=pk) for pk in range(10**6, 10**6 + 300_000)]
    member = Member.objects.get(user__username="member1")
    assert mutes.by_member([*crowd, member]).keys() == {(room.pk, member.user_id)}


def test_a_second_mute_takes_the_place_of_the_first_and_both_are_lifted_at_once(room):
    mute("owner1", room, "member1")
    mute("moderator1", room, "member1", seconds=60)
    assert Mute.objects.get().by.username == "moderator1"
    outcome = unmute("moderator2", room, "member1")
    assert "muted" not in told(outcome, room=room.pk)[0]["member"]
    assert "muted" not in told(outcome, user=somebody("member1"))[0]["mine"]
    assert not Mute.objects.exists()
    assert Audit.objects.latest("pk").action == "member.unmute"


def test_to_lift_what_is_not_there_is_harmless(room):
    assert unmute("owner1", room, "member1").events == [] and not Audit.objects.exists()


def test_who_leaves_and_comes_back_is_muted_still(room):
    member = somebody("member1")
    mute("owner1", room, "member1")
    do(members.leave, member, RoomLeave(ref=1, room=room.pk))
    again = RoomInvite(ref=1, room=room.pk, users=[member.pk])
    outcome = do(invites.invite, somebody("owner1"), again)
    assert outcome.reply.members[0].muted
    assert told(outcome, user=member)[0]["mine"]["muted"]["by"] == "owner1"


def test_whom_the_site_mutes_hears_it_in_all_rooms_and_nobody_else_does(room, room_of):
    member, admin = somebody("member1"), somebody("owner1")
    other = room_of(member)
    events = muting.impose(admin.pk, member, None, "spam", None)
    assert {event.user for event in events} == {member.pk}
    assert {event.came for event in events} == {room.pk, other.pk}
    assert all(each.muted.site for each in mine.rooms_of(member.pk))
    assert Audit.objects.get().room is None
    assert unmute("owner1", room, "member1").events == [], "not the room's to lift"
    assert len(muting.lift(admin.pk, member, None)) == 2


def test_of_two_mutes_the_one_that_ends_last_is_told(room):
    member = somebody("member1")
    mute("owner1", room, "member1", seconds=60, reason="here")
    muting.impose(somebody("owner1").pk, member, None, "everywhere", None)
    assert mine.rooms_of(member.pk)[0].muted.reason == "everywhere"


def test_only_members_are_muted_and_nobody_in_a_direct_room(room, person):
    eve = person("eve")
    wish = MemberMute(ref=1, room=room.pk, user=eve.pk)
    assert refused(muting.mute, somebody("owner1"), wish) == "not_found"
    assert refused(muting.mute, eve, wish) == "not_found"
    Room.objects.update(kind="direct")
    wish = MemberMute(ref=1, room=room.pk, user=somebody("member1").pk)
    assert refused(muting.mute, somebody("owner1"), wish) == "direct_room"
