"""The broadcast door: what one says, all in the group hear, whichever process serves them."""

import json

import pytest


async def test_everybody_in_the_group_hears_it_the_speaker_too(connect, other):
    async with (
        connect("/wss/broadcast/tea") as alice,
        connect("/wss/broadcast/tea") as bob,
        connect("/wss/broadcast/tea", at=other) as charlie,
    ):
        await alice.send("tea is ready")
        for person in (alice, bob, charlie):
            assert await person.hears() == "tea is ready"
        await charlie.send(b"\x00\xff")
        for person in (alice, bob, charlie):
            assert await person.hears() == b"\x00\xff"


async def test_the_speaker_order_is_the_listener_order_on_another_process(connect, other):
    async with (
        connect("/wss/broadcast/row") as alice,
        connect("/wss/broadcast/row", at=other) as bob,
    ):
        sent = [str(n) for n in range(500)]
        for message in sent:
            await alice.send(message)
        assert [await bob.hears() for _ in sent] == sent
        assert [await alice.hears() for _ in sent] == sent


async def test_other_groups_hear_nothing(connect, other):
    async with (
        connect("/wss/broadcast/one") as alice,
        connect("/wss/broadcast/two", at=other) as bob,
    ):
        assert await alice.asks("for one") == "for one"
        assert await bob.asks("for two") == "for two"  # and not "for one" before it


async def test_who_left_and_came_back_hears_each_message_once(connect, other):
    for visit in range(3):
        async with (
            connect("/wss/broadcast/door") as alice,
            connect("/wss/broadcast/door", at=other) as bob,
        ):
            assert await alice.asks(f"visit {visit}") == f"visit {visit}"
            assert await bob.hears() == f"visit {visit}"
            assert await bob.asks("done") == "done"
            assert await alice.hears() == "done"


@pytest.mark.parametrize("name", ["phòng-trà", "茶室", "a b", "%", "x" * 100])
async def test_a_group_may_have_any_name(connect, other, name):
    from urllib.parse import quote

    path = f"/wss/broadcast/{quote(name)}"
    async with connect(path) as alice, connect(path, at=other) as bob:
        await alice.send("hi")
        assert await bob.hears() == "hi"


async def test_an_empty_message_is_a_message(connect, other):
    async with (
        connect("/wss/broadcast/empty") as alice,
        connect("/wss/broadcast/empty", at=other) as bob,
    ):
        await alice.send("")
        await alice.send(b"")
        assert [await bob.hears(), await bob.hears()] == ["", b""]


async def test_a_closed_door_says_why(new_site, connect):
    closed = new_site(WSS_OPEN_BROADCAST="off")
    async with connect("/wss/broadcast/tea", at=closed) as alice:
        error = json.loads(await alice.hears())
        assert error["error"] == "door_closed" and "WSS_OPEN_BROADCAST" in error["text"]
        assert (await alice.is_closed_with())[0] == 4501
