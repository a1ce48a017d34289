"""The rooms that anybody may find."""

from chat.models import Room, directory
from chat.protocol.commands import RoomList


def listed(user, **wishes):
    return directory.listed(user.pk, RoomList(ref=1, **wishes))


def test_public_rooms_are_found_and_no_others(person, room_of):
    tom = person("tom")
    room_of(tom, kind="private", title="Tea", slug="tea")
    room_of(kind="public", title="Coffee", slug="coffee", topic="black")
    (room,) = listed(tom).rooms
    assert (room.title, room.topic) == ("Coffee", "black")


def test_a_word_is_looked_for_whatever_its_case_and_its_marks_count(person, room_of):
    tom = person("tom")
    room_of(kind="public", title="HÀ NỘI ẩm thực", slug="hà-nội-ẩm-thực")
    room_of(kind="public", title="北京 100%", slug="北京-100")
    assert [
        len(listed(tom, q=q).rooms) for q in ("hà nội", "ẨM THỰC", "京", "0%", "%", "x\x00")
    ] == [1, 1, 1, 1, 1, 0]


def test_pages_follow_each_other_without_loss_or_repetition(person):
    tom = person("tom")
    Room.objects.bulk_create(
        Room(kind="public", title="Same", slug=f"same-{number}") for number in range(120)
    )
    slugs, after, more = [], "", True
    while more:
        page = listed(tom, after=after)
        slugs += [room.slug for room in page.rooms]
        after, more = slugs[-1], page.more
    assert len(slugs) == len(set(slugs)) == 120


def test_the_list_is_one_query(person, django_assert_num_queries):
    tom = person("tom")
    with django_assert_num_queries(1):
        assert listed(tom, q="tea", after="\x00").rooms == []
