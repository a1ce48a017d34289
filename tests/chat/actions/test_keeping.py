"""A room keeps its messages as long as its owner, and the site, want it; then nobody has them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chat.actions import keeping, reactions, rooms
from chat.actions.keeping import Expire
from chat.chores import expire_rooms_now
from chat.models import Attachment, Chore, Edit, Member, Message, Room, log
from chat.protocol import commands
from chat.search import search
from tests.chat.doing import do, refused, told

DAY = timedelta(days=1)


def update(actor, room, **wishes):
    return do(rooms.update, actor, commands.RoomUpdate(ref=1, room=room.pk, **wishes))


@pytest.fixture
def aged(say, tom, room):
    """Says so much in tom's room, each so many days ago."""

    def said(*days):
        for age in days:
            seq = say(tom, room, f"plums {age}").seq
            then = timezone.now() - age * DAY
            Message.objects.filter(room=room, seq=seq).update(created=then)

    return said


def left(room):
    return [*Message.objects.filter(room=room).order_by("seq").values_list("seq", flat=True)]


def expire(room):
    return keeping.expire(0, Expire(room.pk))


def test_what_is_older_than_the_room_keeps_it_is_gone(tom, room, aged, file_of):
    aged(40, 31, 29, 1)
    file = file_of(tom, room)
    Attachment.objects.filter(pk=file.pk).update(message=Message.objects.get(seq=1))
    Edit.objects.create(message=Message.objects.get(seq=2), body="secret", at=timezone.now())
    update(tom, room, keep_days=30)
    assert expire_rooms_now() == 2
    assert left(room) == [3, 4]
    assert not Attachment.objects.exists() and not Edit.objects.exists()
    found = search(tom.pk, commands.Search(ref=1, q="plums")).messages
    assert {each.message.seq for each in found} == {3, 4}


def test_everybody_in_the_room_hears_up_to_where_to_forget(tom, room, aged):
    aged(40, 31, 1)
    update(tom, room, keep_days=30)
    version = Room.objects.get().version
    [frame] = told(expire(room), room=room.pk)
    assert (frame["on"], frame["room"]["floor"], frame["room"]["keep_days"]) == ("room", 2, 30)
    assert frame["room"]["version"] == version + 1
    assert not expire(room).events, "nothing more is due"


def test_who_comes_back_gets_what_is_left_and_what_is_said_next(say, tom, room, aged):
    aged(40, 31)
    update(tom, room, keep_days=30)
    expire(room)
    opened = log.opened(tom.pk, room.pk, 1, Room.objects.get().epoch)
    assert (opened.messages, opened.seq, opened.reset, opened.room.floor) == ([], 2, False, 2)
    assert say(tom, room, "next").seq == 3


def test_a_great_many_go_in_portions_and_a_cut_changes_nothing(tom, room, aged, fill, monkeypatch):
    monkeypatch.setattr(keeping, "PORTION", 3)
    aged(*range(40, 31, -1), 1)
    update(tom, room, keep_days=30)
    first = expire(room)
    assert (first.reply.gone, left(room)) == (3, [4, 5, 6, 7, 8, 9, 10])
    history = log.history(tom.pk, commands.RoomHistory(ref=1, room=room.pk, before=11))
    assert [message.seq for message in history.messages] == [10], "the rest is nobody's already"
    reaction = commands.ReactionAdd(ref=1, room=room.pk, seq=5, emoji="👍")
    assert refused(reactions.add, tom, reaction) == "no_such_message"
    update(tom, room, keep_days=None)
    assert expire_rooms_now() == 6 and left(room) == [10], "what has begun is finished"


def test_the_site_may_want_it_shorter_and_never_longer(settings, tom, room, aged):
    aged(40, 20, 5)
    settings.KEEP_DAYS = 30
    expire_rooms_now()
    assert left(room) == [2, 3]
    update(tom, room, keep_days=10)
    expire_rooms_now()
    assert left(room) == [3]
    longer = commands.RoomUpdate(ref=1, room=room.pk, keep_days=60)
    assert refused(rooms.update, tom, longer) == "kept_too_long"


def test_only_an_owner_says_how_long(tom, ann, room):
    Member.objects.create(room=room, user=ann, role="moderator")
    command = commands.RoomUpdate(ref=1, room=room.pk, keep_days=1)
    assert refused(rooms.update, ann, command) == "forbidden"
    assert update(tom, room, keep_days=1).reply.room.keep_days == 1


def test_a_room_that_keeps_all_keeps_all(room, aged):
    aged(4000)
    assert expire_rooms_now() == 0 and left(room) == [1]


def test_few_looks_find_the_place_among_many(tom, room, fill, django_assert_max_num_queries):
    fill(tom, room, 2000)
    old = Message.objects.filter(seq__lte=1234)
    old.update(created=timezone.now() - 40 * DAY)
    update(tom, room, keep_days=30)
    with django_assert_max_num_queries(30):
        expire(room)
    assert Room.objects.get().floor == 1234


def test_of_all_processes_one_does_a_chore(db):
    claims = [Chore.objects.claim("expire", DAY) for _ in range(3)]
    assert claims == [True, False, False]
    Chore.objects.update(due=timezone.now())
    assert Chore.objects.claim("expire", DAY)
