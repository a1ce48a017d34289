"""What a site does by itself is done by one process, and what fails there ends nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chat import chores
from chat.actions import erasing
from chat.actions.erasing import Erase
from chat.chores import Work
from chat.models import Chore, Member, Message, Room, User
from tests.chat.doing import do

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


@pytest.fixture
def due(say, tom, ann, room_of):
    """A message of ann's that is too old, and tom, who wants to be forgotten."""
    room = room_of(tom, ann, keep_days=1)
    say(ann, room)
    Message.objects.update(created=timezone.now() - timedelta(days=2))
    say(tom, room, "mine")
    do(erasing.erase, tom, Erase(tom.pk, False))
    return room


async def test_people_are_forgotten_and_old_messages_go_by_themselves(due):
    for work in chores.WORKS:
        await chores.attempt(work)
    assert await User.objects.acount() == 1 and await Member.objects.acount() == 1
    assert [row.body async for row in Message.objects.all()] == ["mine"]
    assert (await Room.objects.aget()).floor == 1


async def test_a_chore_that_is_not_due_waits_and_one_that_fails_comes_again():
    done = []

    async def fail():
        done.append(1)
        raise OSError("no room")

    work = Work("test", HOUR, fail)
    for _ in range(3):
        await chores.attempt(work)
    assert len(done) == 1, "another process has just done it"
    await Chore.objects.aupdate(due=timezone.now())
    await chores.attempt(work)
    assert len(done) == 2
