"""What one client can cost: silence, slowness and floods are bounded, and others notice nothing."""

import asyncio
import socket
import ssl
from contextlib import suppress

import psutil
import pytest
import websockets

from tests.servers import Site, environment
from tests.waiting import PATIENCE, wait_aside
from tests.wire.bounds import established, small_window
from tests.wire.frames import TEXT, connection, frame, handshake
from tests.wire.http import get

MIB = 2**20
CUT = 14  # seconds: the server's ten, and a shared machine's slowness


def rss(site):
    return psutil.Process(site.pid).memory_info().rss


async def silent(site, pki, stage):
    """A connection that stops at a stage of the handshake; the seconds until the server ends it."""
    tls = {} if stage == "tcp" else {"ssl": pki.client(), "server_hostname": "localhost"}
    start = asyncio.get_running_loop().time()
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port, **tls)
    head = handshake("localhost")
    if stage == "half a head":
        writer.write(head[:40])
    ended = asyncio.create_task(reader.read())
    for byte in head[:-2] if stage == "a byte a second" else ():
        writer.write(bytes([byte]))
        done, _ = await asyncio.wait({ended}, timeout=1)
        if done:
            break
    with suppress(ConnectionError, ssl.SSLError):  # a clean end, a reset, TLS cut short: all ends
        await asyncio.wait_for(ended, PATIENCE)
    writer.transport.abort()
    return asyncio.get_running_loop().time() - start


async def test_who_does_not_finish_the_handshake_is_cut_and_others_are_served(site, pki, connect):
    stages = ["tcp", "tls", "half a head", "a byte a second"]
    waiting = [asyncio.create_task(silent(site, pki, stage)) for stage in stages for _ in range(10)]
    await asyncio.sleep(2)
    assert not any(task.done() for task in waiting), "the premise: they are at the handshake"
    async with connect("/wss") as tom:
        assert await tom.asks("tom") == "tom"
    assert all(seconds < CUT for seconds in await asyncio.gather(*waiting))


async def test_readers_that_stall_cost_a_bounded_buffer_and_are_told(new_site, pki, connect):
    site = new_site(WSS_RATE="0")
    stalled = []
    for _ in range(50):
        reader, writer = await small_window(site, pki, "/wss/broadcast/slow")
        stalled.append((reader, writer))
    before = rss(site)
    async with connect("/wss/broadcast/slow", at=site) as speaker:
        for _ in range(400):
            assert await speaker.asks("x" * 20_000) == "x" * 20_000
        assert rss(site) - before < 60 * MIB, "400 messages for 50 sockets would be 400 MB"
        await wait_aside(lambda: established(site) <= 5, "the stalled are gone")
    for _, writer in stalled:
        writer.transport.abort()


async def test_a_flood_pauses_the_reading_instead_of_filling_memory(new_site, pki, connect):
    site = new_site(WSS_RATE="0")
    _, writer = await small_window(site, pki, "/wss")
    before, sent = rss(site), 0
    message = frame(TEXT, b"y" * 10_000)
    try:
        async with asyncio.timeout(5):
            while True:  # nobody reads the echoes, so sooner or later nothing more is taken
                writer.write(message)
                sent += len(message)
                await writer.drain()
    except TimeoutError:
        pass
    assert sent > 1 * MIB, "the premise: it was a flood"
    assert rss(site) - before < 30 * MIB
    async with connect("/wss", at=site) as tom:
        assert await tom.asks("tom") == "tom"
    writer.transport.abort()


async def test_plain_ws_on_the_wss_port_is_told_what_to_speak(site):
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
    writer.write(handshake(f"chat.example.org:{site.port}"))
    answer = (await asyncio.wait_for(reader.read(), PATIENCE)).decode()
    writer.close()
    assert answer.startswith("HTTP/1.1 400 ")
    assert f"wss://chat.example.org:{site.port}" in answer


@pytest.mark.parametrize(
    ("request_line", "headers", "status"),
    [
        ("GET /" + "a" * 9_000 + " HTTP/1.1", "", 414),
        ("GET / HTTP/1.1", "X-Long: " + "a" * 20_000 + "\r\n", 431),
        ("GET /wss HTTP/1.1", "Upgrade: websocket\r\nConnection: close\r\n", 426),
        (
            "GET /wss HTTP/1.1",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\n",
            426,
        ),
        (
            "GET /wss HTTP/1.1",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n",
            400,
        ),
        (
            "POST /wss HTTP/1.1",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Content-Length: 0\r\n",
            405,
        ),
        ("GET / HTTP/1.1", "X-A: a\x85b\r\n", 400),
    ],
    ids=["a long path", "a long header", "no Connection", "version 8", "no key", "POST", "0x85"],
)
async def test_a_wrong_request_is_answered_at_once(site, pki, request_line, headers, status):
    reader, writer = await connection(site, pki)
    writer.write(f"{request_line}\r\nHost: localhost\r\n{headers}\r\n".encode("latin-1"))
    answer = (await asyncio.wait_for(reader.readuntil(b"\r\n"), PATIENCE)).decode()
    writer.transport.abort()
    assert answer.split()[1] == str(status)


def test_pages_are_served_after_all_of_this(site):
    assert get(site, "/test/").status == 200
    assert "Traceback" not in site.output


async def test_without_file_descriptors_those_inside_stay_and_the_next_come_later(
    data_dir, pki, redis, tmp_path
):
    site = Site(tmp_path, pki, environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url))
    site.command = ["sh", "-c", 'ulimit -n 60; exec "$0" "$@"', *site.command]
    site.start()
    url, options = f"{site.wss}/wss", {"ssl": pki.client(), "compression": None}
    try:
        async with websockets.connect(url, **options) as inside:
            crowd = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(80)]
            await wait_aside(lambda: "Raise the limit of open files" in site.output, "it is told")
            await inside.send("tom")
            assert await asyncio.wait_for(inside.recv(), PATIENCE) == "tom"
            for sock in crowd:
                sock.close()
            async with websockets.connect(url, open_timeout=PATIENCE, **options) as later:
                await later.send("tom")
                assert await asyncio.wait_for(later.recv(), PATIENCE) == "tom"
    finally:
        site.end()
