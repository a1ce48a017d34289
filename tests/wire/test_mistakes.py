"""A client's mistake is answered with a close frame that says what it was, never with a reset."""

import struct

import pytest

from tests.wire.frames import BINARY, CLOSE, CONTINUATION, PING, TEXT, answer_to, frame

HALF_A_LETTER = b"\xce\xba\xe1\xbd\xb9\xcf\x83\xed\xa0\x80"


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        ([frame(TEXT, HALF_A_LETTER)], 1007),
        ([frame(TEXT, b"ok \xf4", fin=False), frame(CONTINUATION, b"\x90\x80\x80")], 1007),
        ([frame(TEXT, b"hi", masked=False)], 1002),
        ([frame(3, b"x")], 1002),
        ([frame(TEXT, b"x", rsv=0x40)], 1002),
        ([frame(TEXT, b"x", rsv=0x20)], 1002),
        ([frame(PING, b"p" * 126)], 1002),
        ([frame(PING, b"p", fin=False)], 1002),
        ([frame(CONTINUATION, b"x")], 1002),
        ([frame(TEXT, b"a", fin=False), frame(TEXT, b"b")], 1002),
        ([frame(CLOSE, struct.pack("!H", 1005))], 1002),
        ([frame(CLOSE, struct.pack("!H", 999))], 1002),
        ([frame(CLOSE, b"\x03")], 1002),
        ([frame(BINARY, b"x" * 65537)], 1009),
        ([frame(BINARY, b"", length=2**62)], 1009),
        ([frame(TEXT, b"a" * 40_000, fin=False), frame(CONTINUATION, b"a" * 40_000)], 1009),
        ([frame(TEXT, b"a" * 8_000_000)], 1009),
        ([frame(TEXT, b"a" * 10**6, fin=False), *[frame(CONTINUATION, b"a" * 10**6)] * 20], 1009),
        ([frame(CLOSE, struct.pack("!H", 1000))], 1000),
    ],
    ids=[
        *("bad UTF-8", "bad UTF-8 over fragments", "unmasked", "opcode 3", "RSV1", "RSV2"),
        *("ping of 126 bytes", "fragmented ping", "nothing to continue", "message in a message"),
        *("close with 1005", "close with 999", "close with one byte", "64 KiB and one byte"),
        *("a length of 2^62", "too long in fragments", "8 MB in a frame"),
        *("20 MB in fragments", "close with 1000"),
    ],
)
async def test_the_close_code_names_the_mistake(site, pki, frames, code):
    answer = await answer_to(site, pki, *frames)
    assert answer is not None and answer[0] == code
    assert code == 1000 or answer[1], "a reason in words"


async def test_others_are_served_after_all_of_them(site, connect):
    async with connect("/wss") as tom:
        assert await tom.asks("tom") == "tom"
    assert "Traceback" not in site.output
