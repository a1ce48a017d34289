"""The last word before a close is the application's, whatever the reason of the server's close."""

import asyncio
import json
import signal

import pytest

from tests.waiting import PATIENCE, wait_until
from tests.wire.frames import BINARY, PING, TEXT, connection, frame, handshake


async def last_words(tom):
    """What was heard last, and the code of the close after it."""
    heard = await tom.everything()
    return heard[-1], tom.socket.close_code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (frame(TEXT, b"\xff"), 1007),
        (frame(TEXT, b"x", rsv=0x40), 1002),
        (frame(3, b"x"), 1002),
        (frame(PING, b"x" * 126), 1002),
        (frame(BINARY, b"", length=2**40), 1009),
    ],
    ids=["bad UTF-8", "a reserved bit", "an opcode", "a long ping", "a lying length"],
)
async def test_who_breaks_the_protocol_is_told_before_it_is_closed(probe, pki, said, code):
    reader, writer = await connection(probe(), pki)
    writer.write(handshake("localhost"))
    await reader.readuntil(b"\r\n\r\n")
    writer.write(said)
    heard = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    words, close = heard.find(b"bye: %d " % code), heard.find(code.to_bytes(2, "big"))
    assert 0 < words < close, "first the words, then the close frame"


async def test_a_restart_a_crash_and_silence_have_last_words(probe, connect):
    server = probe()
    async with connect("/", at=server) as tom, connect("/", at=server) as ann:
        await tom.hears(), await ann.hears()
        await tom.send("crash")
        assert await last_words(tom) == ("bye: 1011 The application failed.", 1011)
        server.send(signal.SIGTERM)
        assert await last_words(ann) == ("bye: 1012 The server is restarting.", 1012)
    assert await asyncio.to_thread(server.child.wait, 15) == 0


async def test_the_application_that_closes_by_itself_is_not_asked(probe, connect):
    async with connect("/", at=probe()) as tom:
        await tom.hears()
        await tom.send(json.dumps({"type": "websocket.close", "code": 4001}))
        assert await tom.everything() == []
        assert tom.socket.close_code == 4001


async def test_a_slow_reader_that_reads_at_last_finds_out_why_it_was_closed(probe, connect):
    async with connect("/", at=probe(), max_size=None, max_queue=None) as tom:
        await tom.hears()
        await tom.send("flood")
        heard = await tom.everything()
        assert 0 < len(heard) < 200, "the premise: not all of it was for a slow reader"
        assert heard[-1] == "bye: 4408 This client reads too slowly."
        assert tom.socket.close_code == 4408


async def test_what_was_said_before_the_server_ends_is_answered(probe, connect):
    server = probe()
    async with connect("/", at=server) as tom:
        await tom.hears()
        await tom.send("think")
        await asyncio.sleep(0.3)
        server.send(signal.SIGTERM)
        assert await tom.everything() == ["thought", "bye: 1012 The server is restarting."]
        assert tom.socket.close_code == 1012
    assert await asyncio.to_thread(server.child.wait, 15) == 0
    assert "Traceback" not in server.output


async def test_last_words_that_fail_do_not_keep_a_socket_open(probe, connect):
    server = probe()
    async with connect("/speechless", at=server) as tom:
        await tom.hears()
        await tom.send("crash")
        assert await tom.is_closed_with() == (1011, "The application failed.")
    wait_until(lambda: "failed at its last words" in server.output, "it is in the log")
