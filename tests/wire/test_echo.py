"""The echo door: whatever a client says comes back as it was."""

import json

import pytest

from tests.wire.frames import raw_handshake


@pytest.mark.parametrize("path", ["/", "/wss", "/wss/"])
async def test_tom_gets_tom_back(connect, path):
    async with connect(path) as tom:
        assert await tom.asks("tom") == "tom"


@pytest.mark.parametrize(
    "message",
    ["", b"", "Hà Nội 你好 👋", "a\0b", bytes(range(256)), "x" * 65536, b"x" * 65536],
    ids=[
        "empty text",
        "empty binary",
        "unicode",
        "NUL",
        "all bytes",
        "64 KiB text",
        "64 KiB binary",
    ],
)
async def test_a_message_comes_back_unchanged(connect, message):
    async with connect("/wss") as tom:
        assert await tom.asks(message) == message


async def test_a_message_in_many_fragments_comes_back_whole(connect):
    async with connect("/wss") as tom:
        assert await tom.asks(["t", "o", "", "m"]) == "tom"


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", "https://servicewechat.com"]
)
async def test_anybody_may_echo_whatever_the_origin(connect, origin):
    async with connect("/wss", origin=origin) as tom:
        assert await tom.asks("tom") == "tom"


async def test_a_mini_program_gets_its_subprotocol_answered(connect):
    async with connect("/wss", subprotocols=["mini.v2", "mini.v1"]) as tom:
        assert tom.subprotocol == "mini.v2"


async def test_an_unknown_door_says_which_doors_there_are(connect):
    async with connect("/no/such/door") as lost:
        error = json.loads(await lost.hears())
        assert (error["on"], error["error"]) == ("error", "no_such_door")
        assert "/no/such/door" in error["text"] and "/wss/broadcast/<name>" in error["text"]
        assert (await lost.is_closed_with())[0] == 4504


async def test_a_flood_is_told_to_wait_then_closed_and_others_stay(new_site, connect):
    slow = new_site(WSS_RATE="5")
    async with connect("/wss", at=slow) as honest, connect("/wss", at=slow) as flood:
        for number in range(300):
            await flood.send(str(number))
        heard = await flood.everything()
        errors = [json.loads(m) for m in heard if m.startswith("{")]
        assert [m for m in heard if not m.startswith("{")] == [str(n) for n in range(50)]
        assert errors[0]["error"] == "too_fast" and 0 < errors[0]["retry_after"] <= 0.2
        assert (await flood.is_closed_with())[0] == 4429
        assert await honest.asks("tom") == "tom"


async def test_a_foreign_host_is_refused_in_words_that_name_the_setting(site, pki):
    status, body = await raw_handshake(site, pki, host="evil.example")
    assert status == 400
    assert "SITE_URL=https://evil.example" in body


async def test_nothing_is_compressed_whatever_a_client_offers(connect):
    async with connect("/wss", compression="deflate") as tom:
        assert not tom.socket.protocol.extensions
        assert await tom.asks("tom") == "tom"
