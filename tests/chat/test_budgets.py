"""Everything costs the same few queries, however large a room is."""

import uuid

import pytest
from django.db import transaction

from chat.actions import editing, reactions
from chat.actions.draft import Draft
from chat.actions.posting import post_all
from chat.models import log, people
from chat.protocol import commands

OPEN = 7  # the room, its messages, three kinds of what hangs on them, its members, their mutes
HISTORY = 5
REPLIES = 6  # the message that is answered, too
PEOPLE = 3  # the rooms, those in them, and their names
CHANGED = 4
# Rooms, authors, what was said, replies, files, people; then messages, mentions, files, positions.
BATCH = 10


def edit(user, room, seq):
    command = commands.MessageEdit(ref=1, room=room.pk, seq=seq, body="better")
    return editing.edit(user.pk, command)


def react(user, room, seq):
    command = commands.ReactionAdd(ref=1, room=room.pk, seq=seq, emoji="👍")
    return reactions.add(user.pk, command)


def test_questions_cost_the_same_in_a_small_room_and_in_a_large_one(
    tom, room_of, fill, say, crowd, django_assert_num_queries
):
    for messages, members in ((3, 3), (3000, 300)):
        room = room_of(tom)
        fill(crowd(room, members)[0], room, messages)
        say(tom, room, reply_to=1)
        react(tom, room, 2)
        with django_assert_num_queries(OPEN):
            assert log.opened(tom.pk, room.pk, None, None).messages[0].mentions
        with django_assert_num_queries(OPEN):
            log.opened(tom.pk, room.pk, 1, None)
        with django_assert_num_queries(HISTORY):
            log.history(tom.pk, commands.RoomHistory(ref=1, room=room.pk, before=messages))
        with django_assert_num_queries(HISTORY):
            log.history(tom.pk, commands.RoomHistory(ref=1, room=room.pk, after=1))
        with django_assert_num_queries(REPLIES):
            answers = commands.MessageReplies(ref=1, room=room.pk, seq=1)
            assert log.replies(tom.pk, answers).messages
        with django_assert_num_queries(PEOPLE):
            people.find(tom.pk, commands.PeopleFind(ref=1, q="nobody else"))
        with django_assert_num_queries(CHANGED):
            log.changes(room.pk, 0)
        with django_assert_num_queries(1):
            log.heads([room.pk])


def test_a_post_costs_the_same_in_a_small_room_and_in_a_large_one(
    tom, room_of, fill, crowd, file_of, django_assert_num_queries
):
    for messages, members in ((3, 3), (3000, 300)):
        room = room_of(tom)
        crowd(room, members)
        fill(tom, room, messages)
        draft = next(drafted(tom, room, file_of))
        with transaction.atomic(), django_assert_num_queries(BATCH):
            post_all([draft])


def test_a_batch_costs_as_many_queries_as_one_post(
    tom, room_of, fill, file_of, django_assert_num_queries
):
    rooms = [room_of(tom) for _ in range(10)]
    for room in rooms:
        fill(tom, room, 1)
    for size in (1, 100):
        drafts = [next(drafted(tom, rooms[number % 10], file_of)) for number in range(size)]
        with transaction.atomic(), django_assert_num_queries(BATCH):
            answers = post_all(drafts)
        assert all(answer.reply.message.attachments for answer in answers)


def drafted(tom, room, file_of):
    """Drafts that ask the database for all that a draft can ask."""
    while True:
        key, file = uuid.uuid4(), file_of(tom, room).pk
        yield Draft(tom.pk, room.pk, key, "@tom", reply_to=1, attachments=[file])


@pytest.mark.parametrize("change", [edit, react])
def test_a_change_costs_the_same_in_a_small_room_and_in_a_large_one(
    tom, room_of, fill, crowd, change, django_assert_max_num_queries
):
    for messages, members in ((3, 3), (3000, 300)):
        room = room_of(tom)
        crowd(room, members)
        fill(tom, room, messages)
        with transaction.atomic(), django_assert_max_num_queries(14):
            change(tom, room, 2)
