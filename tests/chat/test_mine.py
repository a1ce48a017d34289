"""What somebody sees when they come in."""

from uuid import uuid4

import pytest
from django.utils import timezone

from chat.models import Member, Mention, Message, Room, mine


def say(room, author, count=1, start=1, **fields):
    """Messages at the positions from `start` on."""
    rows = [
        Message(
            room=room,
            seq=seq,
            rev=seq,
            author=author,
            client_id=uuid4(),
            body="tom",
            created=timezone.now(),
            **fields,
        )
        for seq in range(start, start + count)
    ]
    return Message.objects.bulk_create(rows)


def test_what_others_said_after_the_mark_is_unread(person, room_of):
    tom, ann = person("tom"), person("ann")
    room = room_of(tom, ann, seq=9)
    say(room, ann, 3)
    say(room, tom, 2, start=4)
    say(room, ann, 1, start=6, deleted=timezone.now())
    say(room, None, 1, start=7)
    Member.objects.filter(user=tom).update(read=1)
    (seen,) = mine.rooms_of(tom.pk)
    assert (seen.read, seen.unread, seen.mentions) == (1, 3, 0)


def test_a_mention_is_counted_until_it_is_read_or_deleted(person, room_of):
    tom, ann = person("tom"), person("ann")
    room = room_of(tom, ann, seq=9)
    for message in say(room, ann, 3):
        Mention.objects.create(message=message, user=tom, room=room, seq=message.seq)
    (own,) = say(room, tom, 1, start=4)
    Mention.objects.create(message=own, user=tom, room=room, seq=4)
    assert mine.rooms_of(tom.pk)[0].mentions == 3
    Message.objects.filter(seq=3).update(deleted=timezone.now())
    Member.objects.filter(user=tom).update(read=1)
    assert mine.rooms_of(tom.pk)[0].mentions == 1
    assert mine.rooms_of(ann.pk)[0].mentions == 0


def test_nobody_counts_beyond_a_hundred(person, room_of):
    tom, ann = person("tom"), person("ann")
    room = room_of(tom, ann, seq=150)
    messages = say(room, ann, 150)
    Mention.objects.bulk_create(
        Mention(message=message, user=tom, room=room, seq=message.seq) for message in messages
    )
    (seen,) = mine.rooms_of(tom.pk)
    assert (seen.unread, seen.mentions) == (100, 100)


def test_a_room_tells_when_something_was_last_said_in_it(person, room_of):
    tom = person("tom")
    room_of(tom, title="A")
    loud = room_of(tom, title="B", seq=2)
    *_, last = say(loud, tom, 2)
    assert [room.latest for room in mine.rooms_of(tom.pk)] == [None, last.created]


def test_a_direct_room_names_its_people_and_no_other_does(person, room_of):
    tom, ann = person("tom"), person("ann")
    room_of(tom, ann, title="B")
    room_of(tom, ann, kind="direct")
    names = [[user.username for user in room.people] for room in mine.rooms_of(tom.pk)]
    assert names == [["tom", "ann"], []]


def test_rooms_are_told_by_title_and_only_those_asked_for(person, room_of):
    tom, ann = person("tom"), person("ann")
    b, a = room_of(tom, title="b"), room_of(tom, title="a")
    room_of(ann, title="c")
    assert [room.room.id for room in mine.rooms_of(tom.pk)] == [a.pk, b.pk]
    assert [room.room.id for room in mine.rooms_of(tom.pk, [b.pk])] == [b.pk]


@pytest.mark.parametrize("count", [3, 60])
def test_any_number_of_rooms_is_told_with_three_queries(
    person, room_of, django_assert_num_queries, count
):
    tom, ann = person("tom"), person("ann")
    for number in range(count):
        say(room_of(tom, ann, kind=("private", "direct")[number % 2]), ann, 2)
    with django_assert_num_queries(3):
        rooms = mine.rooms_of(tom.pk)
    assert len(rooms) == count and {room.unread for room in rooms} == {2}


def test_whoever_has_no_rooms_is_told_so(person):
    assert mine.rooms_of(person("tom").pk) == [] and not Room.objects.exists()
