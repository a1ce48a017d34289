"""Who may not write in a room reads on, and writes again when the time has come."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction

from chat.actions import attaching, editing, joining, members, muting, reactions, rooms, voice
from chat.actions.draft import Draft
from chat.actions.posting import post_all
from chat.models import Member, Mute, Room, log, mine
from chat.protocol.commands import (
    MemberMute,
    MemberUnmute,
    MessageDelete,
    MessageEdit,
    ReactionAdd,
    ReactionRemove,
    RoomJoin,
    RoomLeave,
    RoomUpdate,
)
from chat.protocol.frames import Refusal
from chat.wording import words
from tests.chat.doing import do, refused

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
def room(tom, ann):
    """A room that tom owns and ann is in."""
    made = Room.objects.create(title="Tea", slug="tea")
    Member.objects.create(room=made, user=tom, role="owner")
    Member.objects.create(room=made, user=ann)
    return made


def mute(tom, ann, room, seconds=None, reason="spam"):
    command = MemberMute(ref=1, room=room.pk, user=ann.pk, seconds=seconds, reason=reason)
    return do(muting.mute, tom, command)


def set_up(tom, room, **wishes):
    return do(rooms.update, tom, RoomUpdate(ref=1, room=room.pk, **wishes))


def post(author, room, *bodies):
    """The codes of what is posted at one moment: `done`, or of a refusal."""
    drafts = [Draft(author.pk, room.pk, uuid.uuid4(), body) for body in bodies]
    with transaction.atomic():
        answers = post_all(drafts)
    return [answer.code if isinstance(answer, Refusal) else "done" for answer in answers]


def at(command, room, **fields):
    return command(ref=1, room=room.pk, seq=1, **fields)


def writing(ann, room):
    """Every way to write, and how it ends for ann, whose message is the first of the room."""
    return {
        "post": post(ann, room, "hello")[0],
        "edit": refused(editing.edit, ann, at(MessageEdit, room, body="better")),
        "react": refused(reactions.add, ann, at(ReactionAdd, room, emoji="👍")),
        "upload": refused(attaching.check, ann, room.pk),
        "typing": refused(voice.check, ann, room.pk),
    }


def test_a_muted_member_reads_and_writes_nothing_in_any_way(tom, ann, room, say):
    say(ann, room)
    mute(tom, ann, room)
    assert set(writing(ann, room).values()) == {"muted"}
    assert log.opened(ann.pk, room.pk, None, None).messages


def test_who_is_muted_still_takes_back_what_is_theirs(tom, ann, room, say):
    say(ann, room)
    do(reactions.add, ann, at(ReactionAdd, room, emoji="👍"))
    mute(tom, ann, room)
    assert do(reactions.remove, ann, at(ReactionRemove, room, emoji="👍")).events
    assert do(editing.delete, ann, at(MessageDelete, room)).events


def test_a_mute_says_who_decided_it_why_and_until_when(tom, ann, room, say):
    with time_machine.travel(NOON, tick=False):
        mute(tom, ann, room, 600)
        with pytest.raises(Refusal) as refusal:
            say(ann, room)
    assert refusal.value.retry_after == 600
    text = words(refusal.value, "en")
    assert "tom" in text and "spam" in text and "2026-12-01 12:10" in text
    mute(tom, ann, room, None, "")
    with pytest.raises(Refusal) as refusal:
        say(ann, room)
    assert refusal.value.retry_after is None and "lifts" in words(refusal.value, "en")


def test_a_mute_ends_by_itself_and_is_seen_no_more(tom, ann, room, say):
    with time_machine.travel(NOON, tick=False) as clock:
        mute(tom, ann, room, 60)
        clock.shift(59)
        assert post(ann, room, "early") == ["muted"]
        clock.shift(1)
        assert post(ann, room, "again") == ["done"]
        assert mine.rooms_of(ann.pk)[0].muted is None
        assert log.opened(ann.pk, room.pk, None, None).members[1].muted is None


def test_a_mute_holds_in_its_room_and_the_site_s_in_every_one(tom, ann, room, room_of):
    other = room_of(tom, ann)
    mute(tom, ann, room)
    assert (post(ann, room, "a"), post(ann, other, "a")) == (["muted"], ["done"])
    do(muting.unmute, tom, MemberUnmute(ref=1, room=room.pk, user=ann.pk))
    Mute.objects.create(user=tom)
    assert post(tom, room, "a") == post(tom, other, "a") == ["muted"], "owners, too"


def test_said_before_the_mute_and_again_after_it_is_the_same_message(tom, ann, room, say):
    key = uuid.uuid4()
    first = say(ann, room, "hello", key)
    mute(tom, ann, room)
    set_up(tom, room, frozen=True)
    assert say(ann, room, "hello", key) == first


def test_in_a_frozen_room_only_who_leads_it_writes(tom, ann, room, say):
    say(ann, room)
    told = set_up(tom, room, frozen=True).reply.room
    assert told.frozen and set(writing(ann, room).values()) == {"frozen"}
    assert post(tom, room, "listen") == ["done"]
    set_up(tom, room, frozen=False)
    assert set(writing(ann, room).values()) == {"done", None}


def test_a_member_of_a_slow_room_posts_once_in_so_many_seconds(tom, ann, room, say):
    with time_machine.travel(NOON, tick=False) as clock:
        assert set_up(tom, room, slow=30).reply.room.slow == 30
        assert post(ann, room, "one", "two") == ["done", "slow"]
        clock.shift(10)
        with pytest.raises(Refusal) as refusal:
            say(ann, room)
        assert refusal.value.retry_after == 20
        clock.shift(20)
        assert post(ann, room, "three") == ["done"]
        assert post(tom, room, "a", "b") == ["done", "done"], "who leads it need not wait"


def test_a_refused_or_repeated_message_costs_no_wait(tom, ann, room, say):
    key = uuid.uuid4()
    with time_machine.travel(NOON, tick=False) as clock:
        set_up(tom, room, slow=30)
        assert post(ann, room, "", "one") == ["blank", "done"]
        clock.shift(29)
        assert post(ann, room, "two") == ["slow"]
        clock.shift(1)
        said = say(ann, room, "two", key)
        assert say(ann, room, "two", key) == said


def test_a_deleted_message_does_not_make_the_wait_shorter(tom, ann, room):
    set_up(tom, room, slow=30)
    assert post(ann, room, "one") == ["done"]
    do(editing.delete, ann, at(MessageDelete, room))
    assert post(ann, room, "two") == ["slow"]


def test_to_leave_a_slow_room_and_come_back_saves_no_wait(tom, ann, room):
    with time_machine.travel(NOON, tick=False) as clock:
        set_up(tom, room, slow=30)
        assert post(ann, room, "one") == ["done"]
        do(members.leave, ann, RoomLeave(ref=1, room=room.pk))
        do(joining.join, ann, RoomJoin(ref=1, room=room.pk))
        assert post(ann, room, "two") == ["slow"]
        clock.shift(30)
        assert post(ann, room, "two") == ["done"]


def test_a_clock_that_was_set_back_lets_nobody_wait_longer_than_the_room_says(tom, ann, room, say):
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        set_up(tom, room, slow=30)
        assert post(ann, room, "one") == ["done"]
    with time_machine.travel(NOON, tick=False), pytest.raises(Refusal) as refusal:
        say(ann, room)
    assert refusal.value.retry_after == 30


def test_who_is_no_member_learns_nothing_of_mutes_and_frozen_rooms(person, tom, room):
    set_up(tom, room, frozen=True)
    assert post(person("eve"), room, "a") == ["not_found"]
    assert refused(voice.check, person("mia"), room.pk) == "not_found"
