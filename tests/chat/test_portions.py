"""A reply is never longer than a reader may be behind, and nothing is lost by that."""

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from chat.protocol.portions import LARGEST, shorten_history, shorten_opened
from chat.protocol.replies import Messages, Opened
from chat.protocol.things import Message, Room

NIGHT = datetime(2026, 1, 1, tzinfo=UTC)
sizes = st.lists(st.integers(0, LARGEST), min_size=1, max_size=12)


def messages(sizes):
    return [
        Message(n, n, None, UUID(int=n), NIGHT, "x" * size) for n, size in enumerate(sizes, start=1)
    ]


def opened(said, reset=False):
    room = Room(1, "public", "", "a", len(said), 0)
    return Opened(room=room, epoch="a", seq=len(said), messages=said, reset=reset)


def small(said):
    return len(said) == 1 or sum(len(message.body) for message in said) <= LARGEST


@given(sizes)
def test_asking_again_from_the_last_one_brings_all_that_was_missed(sizes):
    said, got, more = messages(sizes), [], True
    while more:
        page = opened(said[len(got) :])
        page.seq = len(said)
        shorten_opened(page, since=True)
        assert small(page.messages) and page.messages
        got += page.messages
        assert page.seq == got[-1].rev
        more = page.more
    assert got == said


@given(sizes, st.booleans())
def test_a_first_page_keeps_the_last_messages_and_is_live(sizes, reset):
    said = messages(sizes)
    page = opened(said, reset)
    shorten_opened(page, since=reset)
    assert small(page.messages) and page.messages == said[-len(page.messages) :]
    assert (page.seq, page.more) == (len(said), False)


@given(sizes)
def test_history_goes_on_before_the_oldest_that_came(sizes):
    said = messages(sizes)
    page = Messages(messages=said)
    shorten_history(page, onward=False)
    assert small(page.messages) and page.messages == said[-len(page.messages) :]
    assert page.more == (len(page.messages) < len(said))


@given(sizes)
def test_history_goes_on_after_the_newest_that_came(sizes):
    said = messages(sizes)
    page = Messages(messages=said)
    shorten_history(page, onward=True)
    assert small(page.messages) and page.messages == said[: len(page.messages)]
    assert page.more == (len(page.messages) < len(said))
