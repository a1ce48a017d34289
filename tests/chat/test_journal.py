"""The journal writes what waits in order, and no failure of one is a failure of another."""

import asyncio
import threading
import uuid

import pytest
from asgiref.sync import sync_to_async
from django.db import connections

from chat import journal as journal_module
from chat import text
from chat.actions import editing, profile, reactions
from chat.actions.draft import Draft
from chat.actions.outcome import Outcome
from chat.commit import commit
from chat.hub import hub
from chat.journal import journal
from chat.models import Member, Message, Room, log
from chat.pool import Guard, reads
from chat.protocol import commands
from chat.protocol.frames import Refusal
from chat.protocol.replies import Reply

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(tom, lobby):
    """Drafts of tom's for the lobby."""
    return lambda body="hello": Draft(tom.pk, lobby.pk, uuid.uuid4(), body)


@pytest.fixture
def reaction(tom, lobby):
    return commands.ReactionAdd(ref=1, room=lobby.pk, seq=1, emoji="👍")


def fail(*_):
    raise RuntimeError("a mistake of ours")


def retitle(actor, command):
    """An action that writes first, and then fails."""
    Room.objects.update(title="half done")
    fail()


async def gather(*works):
    """What each answers: a reply, or the code of its refusal."""
    answers = await asyncio.gather(*works, return_exceptions=True)
    return [answer.code if isinstance(answer, Refusal) else answer for answer in answers]


async def bodies(room):
    return [message.body for message in await reads.ask(log.changes, room.pk, 0)]


async def test_a_reply_means_that_it_is_on_disk(draft, lobby):
    done = await journal().post(draft())
    assert await reads.ask(log.changes, lobby.pk, 0) == [done.message]


async def test_what_waits_is_written_in_order_whatever_it_is(draft, tom, lobby):
    def edit(seq):
        command = commands.MessageEdit(ref=1, room=lobby.pk, seq=seq, body=f"better {seq}")
        return journal().write(editing.edit, tom.pk, command)

    works = (work for seq in range(1, 300, 2) for work in (journal().post(draft()), edit(seq)))
    told = [(answer.message.seq, answer.message.rev) for answer in await gather(*works)]
    assert told == [place for seq in range(1, 300, 2) for place in ((seq, seq), (seq, seq + 1))]


async def test_what_locks_all_rooms_of_somebody_has_a_commit_of_its_own(draft, tom, monkeypatch):
    batches = []

    def counted(works):
        batches.append(len(works))
        return commit(works)

    monkeypatch.setattr(journal_module, "commit", counted)
    rename = journal().write(profile.rename, tom.pk, commands.ProfileSet(ref=1, name="Thomas"))
    posts = [journal().post(draft()) for _ in range(3)]
    await asyncio.gather(*posts[:2], rename, posts[2])
    assert batches == [2, 1, 1]


async def test_what_waits_together_is_told_in_order_before_the_replies(draft, tom, lobby):
    heard = []
    await hub().rooms.join(lobby.pk, tom.pk, lambda event: heard.append(event.rev))

    async def post():
        done = await journal().post(draft())
        assert done.message.rev in heard

    await asyncio.gather(*(post() for _ in range(300)))
    assert heard == list(range(1, 301))


async def test_a_mistake_in_one_action_fails_only_that_one(draft, tom, lobby, reaction, caplog):
    answers = await gather(
        journal().post(draft("before")),
        journal().write(retitle, tom.pk, reaction),
        journal().write(reactions.add, tom.pk, reaction),
        journal().post(draft("after")),
    )
    assert answers[1] == "failed" and [a.message.rev for a in answers[::2] + answers[3:]] == [
        1,
        2,
        3,
    ]
    assert (await sync_to_async(Room.objects.get)()).title == ""
    [record] = caplog.records
    assert record.exc_info and "a mistake of ours" in str(record.exc_info[1])


async def test_a_message_that_breaks_the_renderer_fails_alone(draft, lobby, monkeypatch, caplog):
    render = text.render
    monkeypatch.setattr(text, "render", lambda body, m: fail() if "x" in body else render(body, m))
    answers = await gather(*(journal().post(draft(body)) for body in ("one", "x", "two")))
    assert answers[1] == "failed" and await bodies(lobby) == ["one", "two"]
    assert len(caplog.records) == 1


async def test_what_is_checked_only_at_the_end_fails_only_whose_it_is(draft, tom, lobby, reaction):
    def adopt(actor, command):
        Member.objects.create(room=lobby, user_id=10**9)  # nobody: noticed at the commit
        return Outcome(Reply())

    answers = await gather(
        journal().post(draft("one")),
        journal().write(adopt, tom.pk, reaction),
        journal().post(draft("two")),
    )
    assert answers[1] == "try_again" and await bodies(lobby) == ["one", "two"]


async def test_a_refusal_is_answered_and_undoes_what_it_did(draft, tom, lobby, reaction):
    def refuse(actor, command):
        Room.objects.update(title="half done")
        raise Refusal("forbidden")

    answers = await gather(journal().write(refuse, tom.pk, reaction), journal().post(draft()))
    assert answers[0] == "forbidden" and answers[1].message.seq == 1
    assert (await sync_to_async(Room.objects.get)()).title == ""


async def test_who_hangs_up_takes_nothing_back(draft, lobby):
    waiting = asyncio.create_task(journal().post(draft("bye")))
    await asyncio.sleep(0)
    waiting.cancel()
    await journal().post(draft("next"))
    assert await bodies(lobby) == ["bye", "next"]


async def test_a_hub_that_fails_costs_nobody_the_reply(draft, monkeypatch, caplog):
    monkeypatch.setattr(hub(), "tell", fail)
    assert (await journal().post(draft())).message.seq == 1
    assert "could not be told" in caplog.text


async def test_a_line_that_is_too_long_is_told_to_come_again(draft, lobby, monkeypatch):
    monkeypatch.setattr(journal_module, "LINE", 3)
    answers = await gather(*(journal().post(draft(str(number))) for number in range(5)))
    assert answers[3:] == ["try_again"] * 2 and await bodies(lobby) == ["0", "1", "2"]


async def test_nobody_waits_behind_a_database_that_does_not_answer(
    draft, tom, lobby, reaction, monkeypatch
):
    monkeypatch.setattr(journal_module, "PATIENCE", 0.05)
    answers, stuck = [], threading.Event()

    def hang(actor, command):
        stuck.wait(10)
        return Outcome(Reply())

    first = asyncio.create_task(journal().write(hang, tom.pk, reaction))
    await asyncio.sleep(0.01)
    answers += await gather(journal().post(draft("never")))
    assert answers == ["try_again"] and not first.done()
    stuck.set()
    assert await first == Reply()
    await journal().post(draft("now"))
    assert await bodies(lobby) == ["now"]


def test_what_many_processes_say_at_one_moment_is_said_once(tom, lobby, draft, room_of):
    """Threads with journals' connections stand for the processes."""
    others = [room_of(tom) for _ in range(3)]
    same = [draft(str(number)) for number in range(20)]
    moved = [Draft(tom.pk, others[n % 3].pk, each.client_id, "x") for n, each in enumerate(same)]
    answers, start = [], threading.Barrier(6)

    def process(drafts):
        start.wait()
        answers.append(Guard("test")(commit, drafts))
        connections.close_all()

    threads = [
        threading.Thread(target=process, args=[drafts])
        for drafts in (same, same[::-1], same, moved, moved[::-1], moved)
    ]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert Message.objects.count() == 20 and len(answers) == 6
    for answer in (answer for some in answers for answer in some):
        if isinstance(answer, Refusal):
            assert answer.code == "id_reused"
        else:
            row = Message.objects.get(client_id=answer.reply.message.client_id)
            assert (row.seq, row.body) == (answer.reply.message.seq, answer.reply.message.body)
