"""What code without an event loop writes is written, and told once it is committed."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.db import IntegrityError, transaction

from chat.actions import reactions
from chat.actions.outcome import Outcome
from chat.events import to_user
from chat.hub import hub
from chat.journal import write_now
from chat.models import log
from chat.protocol import commands
from chat.protocol.events import NoticeEvent
from chat.protocol.replies import Reply

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reaction(lobby):
    return commands.ReactionAdd(ref=1, room=lobby.pk, seq=1, emoji="👍")


def notify(actor, command):
    """An action of no room that tells its own actor."""
    return Outcome(Reply(), [to_user(actor, NoticeEvent("hello"))])


def test_without_a_server_it_is_written_and_nobody_is_told(tom, lobby, say, reaction):
    say(tom, lobby)
    done = write_now(reactions.add, tom.pk, reaction)
    assert log.changes(lobby.pk, 1) == [done.message]


async def test_a_view_of_the_server_tells_its_sockets(tom):
    heard = []
    hub().people.join(tom.pk, heard.append)
    await sync_to_async(write_now)(notify, tom.pk, None)
    await asyncio.sleep(0)
    assert len(heard) == 1


async def test_what_is_rolled_back_is_told_to_nobody(tom):
    heard = []
    hub().people.join(tom.pk, heard.append)

    def view():
        with transaction.atomic():
            write_now(notify, tom.pk, None)
            raise IntegrityError

    with pytest.raises(IntegrityError):
        await sync_to_async(view)()
    await asyncio.sleep(0)
    assert not heard


def test_a_refusal_reaches_who_calls_without_a_loop(tom, lobby, reaction, refused):
    with refused("no_such_message"):
        write_now(reactions.add, tom.pk, reaction)
