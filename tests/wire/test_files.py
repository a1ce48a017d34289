"""Files through the real server: cut, too big, many at once, on a full disk, to a slow reader."""

import asyncio
import json
import socket
import ssl
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests import community, files
from tests.servers import Site, environment
from tests.waiting import PATIENCE, wait_aside

MIB = 2**20
LIMIT = 25_000_000


@pytest.fixture(scope="module")
def people(site):
    return community.settle(site.env, ["tom", "ann"], ["files"])


def target(people, name="x.bin"):
    return f"/files/?room={people.rooms['files']}&name={name}"


def head(people, length, *lines, by="tom"):
    """The head of an upload."""
    told = [f"POST {target(people)} HTTP/1.1", "Host: localhost", *lines]
    told += [f"Authorization: Bearer {people.tokens[by]}", "Content-Type: application/x"]
    told += [] if length is None else [f"Content-Length: {length}"]
    return "\r\n".join([*told, "", ""]).encode()


def ask(site, path, token, data=None, **headers):
    """The status, headers and body that a request is answered with."""
    told = {"Authorization": f"Bearer {token}", "Content-Type": "application/x", **headers}
    request = urllib.request.Request(site.https + path, data, told)
    context = ssl.create_default_context(cafile=site.ca)
    try:
        answer = urllib.request.urlopen(request, timeout=PATIENCE, context=context)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers, answer.read()


def send(site, people, data, name="x.bin"):
    status, _, body = ask(site, target(people, name), people.tokens["tom"], data)
    return status, json.loads(body)


def on_disk(site):
    folder = Path(site.env["DATA_DIR"], "files")
    return {path for path in folder.rglob("*") if path.is_file()}


async def call(site, pki):
    return await asyncio.open_connection(
        "127.0.0.1", site.port, ssl=pki.client(), server_hostname="localhost"
    )


async def answer(reader):
    """The status and the JSON of an answer."""
    top = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
    length = int(top.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    body = await asyncio.wait_for(reader.readexactly(length), PATIENCE)
    return int(top.split(b" ")[1]), json.loads(body)


def test_a_file_of_25_mb_travels_both_ways_in_bounded_memory(new_site, people):
    site = new_site()
    memory = psutil.Process(site.pid).memory_info
    send(site, people, files.picture())
    before = memory().rss
    data = bytes(range(250)) * (LIMIT // 250)
    status, told = send(site, people, data)
    assert status == 201 and told["attachment"]["size"] == LIMIT
    status, headers, body = ask(site, told["attachment"]["url"], people.tokens["ann"])
    assert status == 404, "it is not posted yet"
    status, headers, body = ask(site, told["attachment"]["url"], people.tokens["tom"])
    assert (status, body) == (200, data) and headers["ETag"]
    assert memory().rss - before < 20 * MIB


async def test_one_byte_too_many_is_refused_before_it_is_sent(site, pki, people):
    reader, writer = await call(site, pki)
    writer.write(head(people, LIMIT + 1, "Expect: 100-continue", "Accept-Language: vi"))
    status, told = await answer(reader)  # and no "100 Continue" before it
    assert status == 413 and told["error"] == "too_big" and told["text"]
    writer.transport.abort()


async def test_who_sends_on_after_the_refusal_can_still_read_it(site, pki, people):
    reader, writer = await call(site, pki)
    writer.write(head(people, LIMIT + 10) + bytes(MIB))
    await writer.drain()
    for _ in range(10):
        writer.write(bytes(MIB))
        await writer.drain()
    status, told = await answer(reader)
    assert (status, told["error"]) == (413, "too_big")
    writer.transport.abort()


async def test_what_follows_a_refusal_is_no_request(site, pki, people):
    reader, writer = await call(site, pki)
    writer.write(head(people, LIMIT + 1) + b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert (await answer(reader))[0] == 413
    assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
    writer.transport.abort()


async def test_a_body_that_never_ends_is_refused_where_it_is_too_big(site, pki, people):
    reader, writer = await call(site, pki)
    writer.write(head(people, None, "Transfer-Encoding: chunked"))
    refused = asyncio.create_task(answer(reader))
    for _ in range(LIMIT // MIB + 2):
        writer.write(b"100000\r\n" + bytes(MIB) + b"\r\n")
        await writer.drain()
    status, told = await refused
    assert (status, told["error"]) == (413, "too_big")
    writer.transport.abort()


@pytest.mark.parametrize("told, sent", [(LIMIT, MIB), (2_000_000, 1_999_999), (9, 0)])
async def test_a_connection_that_is_cut_in_the_middle_leaves_nothing(
    site, pki, people, told, sent, connect
):
    before = on_disk(site)
    _, writer = await call(site, pki)
    writer.write(head(people, told) + bytes(sent))
    await writer.drain()
    writer.transport.abort()
    async with connect("/wss") as ann:
        assert await ann.asks("x") == "x"
    status, _ = await asyncio.to_thread(send, site, people, b"after")
    assert status == 201
    assert len(on_disk(site) - before) == 1


async def test_a_length_that_is_less_than_what_comes_counts(site, pki, people):
    reader, writer = await call(site, pki)
    writer.write(head(people, 5) + b"12345" + b"GET / smuggled\r\n\r\n")
    status, told = await answer(reader)
    assert status == 201 and told["attachment"]["size"] == 5
    assert b" 400 " in await asyncio.wait_for(reader.readline(), PATIENCE)
    writer.transport.abort()


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path, data_dir, pki, redis, people):
    site = Site(tmp_path, pki, environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url))
    site.command = ["sh", "-c", 'ulimit -f 8000; exec "$0" "$@"', *site.command]  # 4 or 8 MB
    site.start()
    try:
        before = on_disk(site)
        status, told = send(site, people, bytes(12_000_000))
        assert (status, told["error"]) == (507, "no_room") and told["text"]
        assert send(site, people, b"small")[0] == 201
        assert len(on_disk(site) - before) == 1
    finally:
        site.end()


async def test_ten_pictures_at_once_stall_no_socket(site, people, connect):
    data = files.noise("PNG", (1500, 1500))
    uploads = [asyncio.create_task(asyncio.to_thread(send, site, people, data)) for _ in range(10)]
    rounds = 0
    async with connect("/wss") as ann:
        while not all(task.done() for task in uploads):
            assert await ann.asks("x") == "x"
            rounds += 1
            await asyncio.sleep(0.01)
    assert {status for status, _ in await asyncio.gather(*uploads)} == {201}
    assert rounds > 50, "the premise: it took them a while"


async def test_a_slow_reader_costs_a_bounded_buffer(new_site, pki, people):
    site = new_site()
    status, told = await asyncio.to_thread(send, site, people, bytes(LIMIT))
    assert status == 201
    memory = psutil.Process(site.pid).memory_info
    before = memory().rss
    request = f"GET {told['attachment']['url']} HTTP/1.1\r\nHost: localhost\r\n"
    request += f"Authorization: Bearer {people.tokens['tom']}\r\n\r\n"
    slow = []
    for _ in range(10):
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.connect(("127.0.0.1", site.port))
        slow.append(pki.client().wrap_socket(sock, server_hostname="localhost"))
        slow[-1].sendall(request.encode())
        assert slow[-1].recv(100).startswith(b"HTTP/1.1 200")
    status, _ = await asyncio.to_thread(send, site, people, b"others are served")
    assert status == 201
    assert memory().rss - before < 40 * MIB
    for sock in slow:
        sock.close()
    open_files = psutil.Process(site.pid).open_files
    await wait_aside(
        lambda: not any("/files/" in each.path for each in open_files()),
        "the files of who left are closed",
    )
