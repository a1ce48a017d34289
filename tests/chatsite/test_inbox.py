"""What a client has said waits in order, and too much of it holds the client back."""

import asyncio

import pytest

from chatsite.wss.sockets.inbox import FULL, Inbox
from tests.waiting import PATIENCE


@pytest.fixture
def told():
    return []


@pytest.fixture
def inbox(told):
    return Inbox(lambda: told.append("pause"), lambda: told.append("resume"))


def message(text):
    return {"type": "websocket.receive", "text": text}


async def test_events_come_in_order_also_to_who_waits(inbox):
    first = asyncio.create_task(inbox.get())
    await asyncio.sleep(0)
    inbox.put_nowait(message("1"))
    inbox.put_nowait(message("2"))
    assert [(await first)["text"], (await inbox.get())["text"]] == ["1", "2"]


async def test_an_event_goes_to_the_next_when_who_waited_is_cancelled(inbox):
    gone, stays = asyncio.create_task(inbox.get()), asyncio.create_task(inbox.get())
    await asyncio.sleep(0)
    inbox.put_nowait(message("for whoever is left"))
    gone.cancel()  # it was woken already
    assert (await asyncio.wait_for(stays, PATIENCE))["text"] == "for whoever is left"
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_two_who_wait_get_one_each(inbox):
    takers = [asyncio.create_task(inbox.get()) for _ in range(2)]
    await asyncio.sleep(0)
    inbox.put_nowait(message("1"))
    await asyncio.sleep(0)
    inbox.put_nowait(message("2"))
    assert {event["text"] for event in await asyncio.gather(*takers)} == {"1", "2"}


async def test_reading_pauses_once_when_full_and_resumes_at_half(inbox, told):
    large = message("x" * (FULL // 2))
    for _ in range(3):
        inbox.put_nowait(large)
    assert told == ["pause"]
    await inbox.get()
    assert told == ["pause"]
    await inbox.get(), await inbox.get()
    assert told == ["pause", "resume"]


async def test_nobody_is_called_for_a_client_that_has_gone(inbox, told):
    for _ in range(3):
        inbox.put_nowait(message("x" * FULL))
    inbox.forget()
    for _ in range(3):
        await inbox.get()
    assert told == ["pause"]
