"""Read marks."""

from chat.actions import reading
from chat.models import Member, Room
from chat.protocol.commands import MarkRead
from tests.chat.doing import do, refused, told


def mark(actor, room, seq):
    return do(reading.mark, actor, MarkRead(ref=1, room=room.pk, seq=seq))


def test_a_mark_moves_forward_only_and_never_beyond_the_room(person, room_of):
    tom = person("tom")
    room = room_of(tom, seq=10)
    found = []
    for seq in (4, 2, 4, 2**53 - 1, 11):
        mark(tom, room, seq)
        found.append(Member.objects.get().read)
    assert found == [4, 4, 4, 10, 10]


def test_the_room_and_one_s_other_sockets_hear_it_once(person, room_of):
    tom = person("tom")
    room = room_of(tom, person("ann"), seq=10)
    frame = {"on": "read", "room": room.pk, "user": tom.pk, "seq": 4}
    outcome = mark(tom, room, 4)
    assert told(outcome, room=room.pk) == told(outcome, user=tom) == [frame]
    assert mark(tom, room, 4).events == []
    assert Room.objects.get().version == 0, "it is no change of the room"


def test_in_a_crowd_a_mark_is_one_s_own_matter(person, room_of):
    crowd = [person(f"p{number}") for number in range(reading.WITNESSES + 1)]
    room = room_of(*crowd, seq=10)
    outcome = mark(crowd[0], room, 4)
    assert told(outcome, room=room.pk) == [] and len(told(outcome, user=crowd[0])) == 1


def test_in_a_room_of_others_nothing_can_be_read(person, room_of):
    room = room_of(person("tom"), seq=10)
    for pk in (room.pk, 999):
        assert refused(reading.mark, person(f"eve{pk}"), MarkRead(ref=1, room=pk, seq=1)) == (
            "not_found"
        )


def test_a_mark_costs_three_statements(person, room_of, django_assert_num_queries):
    tom = person("tom")
    room = room_of(tom, seq=10)
    with django_assert_num_queries(3):
        reading.mark(tom.pk, MarkRead(ref=1, room=room.pk, seq=4))
    with django_assert_num_queries(1):
        reading.mark(tom.pk, MarkRead(ref=1, room=room.pk, seq=4))
