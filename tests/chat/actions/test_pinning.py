"""Pins are found by everybody in the room, and made by who leads it."""

import pytest

from chat.actions import editing, pinning
from chat.models import Audit, Message, log
from chat.protocol.commands import MessageDelete, MessagePin, MessageUnpin, RoomPins
from tests.chat.doing import do, refused, told


def pin(user, room, seq):
    return do(pinning.pin, user, MessagePin(ref=1, room=room.pk, seq=seq))


def unpin(user, room, seq):
    return do(pinning.unpin, user, MessageUnpin(ref=1, room=room.pk, seq=seq))


def pins(user, room, before=None):
    return log.pins(user.pk, RoomPins(ref=1, room=room.pk, before=before)).messages


def test_a_pin_is_a_change_of_its_message_that_all_hear(tom, room, say):
    say(tom, room)
    outcome = pin(tom, room, 1)
    (frame,) = told(outcome, room=room.pk)
    assert (frame["after"], frame["message"]["rev"]) == (1, 2)
    assert frame["message"]["pinned"] and outcome.reply.message == log.changes(room.pk, 1)[0]
    assert unpin(tom, room, 1).reply.message.pinned is None
    assert [entry.action for entry in Audit.objects.order_by("pk")] == [
        "message.pin",
        "message.unpin",
    ]


def test_pins_come_the_latest_first_and_page_by_page(tom, room, say):
    for _ in range(3):
        say(tom, room)
    for seq in (2, 1, 3):
        pin(tom, room, seq)
    unpin(tom, room, 1)
    found = pins(tom, room)
    assert [message.seq for message in found] == [3, 2]
    assert [message.seq for message in pins(tom, room, found[0].pinned)] == [2]


def test_pinning_twice_is_harmless(tom, room, say):
    say(tom, room)
    pin(tom, room, 1)
    assert pin(tom, room, 1).events == [] and len(pins(tom, room)) == 1
    unpin(tom, room, 1)
    assert unpin(tom, room, 1).events == [] and Audit.objects.count() == 2


def test_a_deleted_message_is_no_pin_and_becomes_none(tom, room, say):
    say(tom, room), say(tom, room)
    pin(tom, room, 1)
    for seq in (1, 2):
        do(editing.delete, tom, MessageDelete(ref=1, room=room.pk, seq=seq))
    assert pins(tom, room) == []
    assert refused(pinning.pin, tom, MessagePin(ref=1, room=room.pk, seq=2)) == "deleted"


def test_a_room_has_fifty_pins(tom, room, fill):
    fill(tom, room, 51)
    Message.objects.filter(seq__gt=1).update(pinned="2026-11-28T00:00:00Z")
    assert refused(pinning.pin, tom, MessagePin(ref=1, room=room.pk, seq=1)) == "too_many_pins"
    unpin(tom, room, 2)
    assert pin(tom, room, 1).events


def test_members_see_pins_and_make_none_and_strangers_neither(tom, ann, person, room, say):
    room.member_set.create(user=ann)
    say(ann, room)
    wish = MessagePin(ref=1, room=room.pk, seq=1)
    assert refused(pinning.pin, ann, wish) == "forbidden"
    assert refused(pinning.pin, person("eve"), wish) == "not_found"
    pin(tom, room, 1)
    assert len(pins(ann, room)) == 1


@pytest.mark.parametrize("name", ["tom", "ann"])
def test_in_a_direct_room_everybody_pins(tom, ann, room_of, say, name):
    room = room_of(tom, ann, kind="direct")
    say(tom, room)
    assert pin({"tom": tom, "ann": ann}[name], room, 1).events
