"""A room opens with what is missing, of one moment."""

import uuid

import pytest
from django.db import connection

from chat.actions import editing
from chat.models import log
from chat.models.log import CHANGES, MEMBERS, PAGE
from chat.protocol import commands


@pytest.fixture
def lobby(room_of, tom):
    return room_of(tom, title="Lobby")


def opened(user, room, since=None, epoch=None):
    return log.opened(user.pk, room.pk, since, epoch)


def history(user, room, before=None, **options):
    return log.history(user.pk, commands.RoomHistory(ref=1, room=room.pk, before=before, **options))


def replies(user, room, seq, after=0):
    return log.replies(user.pk, commands.MessageReplies(ref=1, room=room.pk, seq=seq, after=after))


def seqs(messages):
    return [message.seq for message in messages]


def edit(user, room, seq):
    command = commands.MessageEdit(ref=1, room=room.pk, seq=seq, body=uuid.uuid4().hex)
    return editing.edit(user.pk, command)


def test_an_empty_room_opens_empty(tom, lobby):
    told = opened(tom, lobby)
    assert (told.seq, told.messages, told.more, told.reset) == (0, [], False, False)
    assert (told.room.title, told.epoch) == ("Lobby", lobby.epoch)
    assert [member.user.username for member in told.members] == ["tom"]
    assert told.reads == {str(tom.pk): 0}


def test_a_room_opens_with_its_last_messages_oldest_first(tom, lobby, fill):
    fill(tom, lobby, PAGE + 3)
    edit(tom, lobby, 1)
    told = opened(tom, lobby)
    assert seqs(told.messages) == list(range(4, PAGE + 4))
    assert told.seq == PAGE + 4 == told.room.seq


def test_since_brings_each_message_that_changed_once_by_its_last_change(tom, lobby, fill):
    fill(tom, lobby, 10)
    for seq in (3, 5, 3):
        edit(tom, lobby, seq)
    told = opened(tom, lobby, since=8)
    assert [(m.seq, m.rev) for m in told.messages] == [(9, 9), (10, 10), (5, 12), (3, 13)]
    assert (told.seq, told.more, told.reset) == (13, False, False)


def test_who_misses_nothing_is_told_nothing(tom, lobby, fill):
    fill(tom, lobby, 3)
    told = opened(tom, lobby, since=3, epoch=lobby.epoch)
    assert (told.messages, told.seq, told.reset) == ([], 3, False)


def test_who_missed_much_asks_until_there_is_no_more(tom, lobby, fill):
    fill(tom, lobby, 2 * CHANGES + 5)
    position, got, rounds = 0, [], 0
    while True:
        told = opened(tom, lobby, since=position)
        got += seqs(told.messages)
        position, rounds = told.seq, rounds + 1
        if not told.more:
            break
    assert got == list(range(1, 2 * CHANGES + 6)) and rounds == 3 and position == len(got)


def test_another_history_is_told_anew(tom, lobby, fill):
    fill(tom, lobby, 3)
    for since, epoch in ((2, "another"), (9, lobby.epoch), (9, None)):
        told = opened(tom, lobby, since, epoch)
        assert told.reset and seqs(told.messages) == [1, 2, 3] and told.seq == 3


def test_what_happens_between_two_looks_is_in_both_or_in_none(tom, lobby, fill):
    """Something is posted after the room was found, and before its messages are read."""
    fill(tom, lobby, 2)
    for since, expected in ((None, [1, 2, 3]), (3, [4])):
        looks = []

        def after_the_first(execute, *query, looks=looks):
            found = execute(*query)
            if not looks:
                looks.append(found)
                fill(tom, lobby, 1)
            return found

        with connection.execute_wrapper(after_the_first):
            told = opened(tom, lobby, since)
        assert seqs(told.messages) == expected and told.seq == told.room.seq == expected[-1]


def test_a_room_of_others_is_not_found(person, lobby, refused):
    bob = person("bob")
    with refused("not_found"):
        opened(bob, lobby)
    with refused("not_found"):
        history(bob, lobby, 9)
    with refused("not_found"):
        replies(bob, lobby, 1)


def test_history_comes_in_pages_oldest_first(tom, lobby, fill):
    fill(tom, lobby, 7)
    edit(tom, lobby, 1)
    page = history(tom, lobby, before=7, limit=4)
    assert (seqs(page.messages), page.more) == ([3, 4, 5, 6], True)
    page = history(tom, lobby, before=3, limit=4)
    assert (seqs(page.messages), page.more) == ([1, 2], False)
    assert history(tom, lobby, before=1).messages == []


def test_history_is_walked_onward_from_a_place_in_the_past(tom, lobby, fill):
    fill(tom, lobby, 7)
    edit(tom, lobby, 6)
    page = history(tom, lobby, after=2, limit=3)
    assert (seqs(page.messages), page.more) == ([3, 4, 5], True)
    page = history(tom, lobby, after=5, limit=3)
    assert (seqs(page.messages), page.more) == ([6, 7], False)
    assert history(tom, lobby, after=7).messages == []


def test_history_goes_one_way_at_a_time(tom, lobby, refused):
    for both in ({"before": 3, "after": 1}, {}):
        with refused("bad_command"):
            history(tom, lobby, **both)


def test_replies_are_told_oldest_first_and_those_to_others_are_not(tom, lobby, say, fill):
    fill(tom, lobby, 2)
    said = [say(tom, lobby, reply_to=seq).seq for seq in (1, 2, 1, 3)]
    assert seqs(replies(tom, lobby, 1).messages) == [said[0], said[2]]
    assert seqs(replies(tom, lobby, 1, after=said[0]).messages) == [said[2]]
    assert replies(tom, lobby, 6).messages == []


def test_many_replies_come_in_pages(tom, lobby, say, monkeypatch):
    monkeypatch.setattr(log, "REPLIES", 2)
    say(tom, lobby)
    for _ in range(3):
        say(tom, lobby, reply_to=1)
    page = replies(tom, lobby, 1)
    assert (seqs(page.messages), page.more) == ([2, 3], True)
    page = replies(tom, lobby, 1, after=3)
    assert (seqs(page.messages), page.more) == ([4], False)


def test_nothing_answers_what_was_never_said(tom, lobby, fill, refused):
    fill(tom, lobby, 1)
    edit(tom, lobby, 1)
    with refused("no_such_message"):
        replies(tom, lobby, 2)


def test_a_crowd_is_told_as_its_first_members(tom, lobby, crowd):
    crowd(lobby, MEMBERS + 10)
    told = opened(tom, lobby)
    assert len(told.members) == len(told.reads) == MEMBERS
    assert told.members[0].user.username == "tom"


def test_heads_are_of_the_rooms_that_are_there(tom, lobby, fill):
    fill(tom, lobby, 3)
    assert log.heads([lobby.pk, 10**9]) == {lobby.pk: log.Head(3, lobby.epoch, 0)}
