"""chatsite.wss under an application that is not ours: what any Channels project gets from it."""

import asyncio
import json
import signal

import pytest
import trustme
import websockets

from tests.waiting import PATIENCE, wait_aside, wait_until
from tests.wire.frames import TEXT, frame, handshake


@pytest.fixture
def connect(pki):
    def connected(server, path="/", **options):
        options = {"ssl": pki.client(), "compression": None} | options
        return websockets.connect(server.wss + path, **options)

    return connected


async def hears(socket):
    return await asyncio.wait_for(socket.recv(), PATIENCE)


async def test_the_scope_tells_scheme_client_and_path(probe, connect):
    lies = {"Daphne-Root-Path": "/lie", "X_Forwarded_For": "6.6.6.6"}
    async with connect(probe(), "/a%20b?c=d", additional_headers=lies) as socket:
        scope = json.loads(await hears(socket))
    assert (scope["scheme"], scope["path"], scope["query_string"]) == ("wss", "/a b", "c=d")
    assert scope["client"][0] == "127.0.0.1" and scope["root_path"] == ""
    names = [name for name, _ in scope["headers"]]
    assert "daphne-root-path" not in names and "x_forwarded_for" not in names


@pytest.mark.parametrize("code", [1000, 1001, 1008, 1011, 1012, 1013, 3000, 4999])
async def test_the_client_gets_the_code_and_reason_that_the_application_gives(probe, connect, code):
    async with connect(probe()) as socket:
        await hears(socket)
        close = {"type": "websocket.close", "code": code, "reason": "Hết giờ 茶" * 20}
        await socket.send(json.dumps(close))
        with pytest.raises(websockets.ConnectionClosed):
            await hears(socket)
    assert socket.close_code == code
    assert socket.close_reason and ("Hết giờ 茶" * 20).startswith(socket.close_reason)


@pytest.mark.parametrize(("path", "status"), [("/deny", 418), ("/reject", 403), ("/crash", 500)])
async def test_a_refused_handshake_says_why(probe, connect, path, status):
    with pytest.raises(websockets.InvalidStatus) as refusal:
        async with connect(probe(), path):
            pass
    assert refusal.value.response.status_code == status
    assert refusal.value.response.body


async def test_a_crash_of_the_application_is_1011_and_others_stay(probe, connect):
    server = probe()
    async with connect(server) as one, connect(server) as other:
        await hears(one), await hears(other)
        await one.send("crash")
        assert (await hears(one)).startswith("bye: 1011")
        with pytest.raises(websockets.ConnectionClosed):
            await hears(one)
        assert one.close_code == 1011
        await other.send(json.dumps({"type": "websocket.send", "text": "still here"}))
        assert await hears(other) == "still here"


async def test_the_application_hears_how_the_client_left(probe, connect):
    server = probe()
    async with connect(server) as socket:
        await hears(socket)
        await socket.close(4321, "bye")
    wait_until(lambda: "DISCONNECT 4321 bye" in server.output, "it heard")
    async with connect(server) as socket:
        await hears(socket)
        socket.transport.abort()
    wait_until(lambda: "DISCONNECT 1006" in server.output, "it heard")


async def test_who_must_show_a_certificate_is_known_by_it(probe, connect, pki, tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "clients.pem")
    server = probe(clientCA=tmp_path / "clients.pem")
    alice = pki.client()
    authority.issue_cert("alice@example.org", common_name="alice").configure_cert(alice)
    async with connect(server, ssl=alice) as socket:
        tls = json.loads(await hears(socket))["tls"]
    assert "CN=alice" in tls["client_cert_name"]
    with pytest.raises((OSError, EOFError, websockets.InvalidHandshake)):
        async with connect(server) as stranger:
            await hears(stranger)


@pytest.mark.parametrize("by_signal", [True, False])
async def test_a_renewed_certificate_is_served_and_open_sockets_live_on(
    probe, connect, pki, tmp_path, by_signal
):
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    key.write_bytes(pki.key.read_bytes()), cert.write_bytes(pki.cert.read_bytes())
    server = probe(privateKey=key, certKey=cert)
    root = trustme.CA()
    new = root.issue_cert("localhost")
    renewed = pki.client()
    root.configure_trust(renewed)
    async with connect(server) as old:
        await hears(old)
        new.cert_chain_pems[0].write_to_path(cert)  # half of the pair: refused, the old one stays
        await asyncio.sleep(3)
        async with connect(server) as other:
            assert await hears(other)
        new.private_key_pem.write_to_path(key)
        if by_signal:
            server.send(signal.SIGHUP)
        await asyncio.sleep(0.5 if by_signal else 3)
        with pytest.raises(OSError, match="certificate verify failed"):
            async with connect(server):
                pass
        async with connect(server, ssl=renewed) as other:
            assert await hears(other)
        await old.send(json.dumps({"type": "websocket.send", "text": "still here"}))
        assert await hears(old) == "still here"
    assert server.output.count("is not the key of") == 1


async def test_a_client_that_answers_no_ping_is_closed(probe, connect):
    server = probe("--ping-interval", "1", "--ping-timeout", "2")
    async with connect(server, ping_interval=None) as live:
        await hears(live)
        async with connect(server) as dead:
            await hears(dead)
            dead.transport.pause_reading()
            await wait_aside(lambda: "DISCONNECT 4000" in server.output, "it is closed")
            dead.transport.abort()
        await live.send(json.dumps({"type": "websocket.send", "text": "still here"}))
        assert await hears(live) == "still here"


async def test_a_second_signal_ends_the_drain_at_once(probe, connect):
    server = probe()
    async with connect(server) as socket:
        await hears(socket)
        socket.transport.pause_reading()  # it will never say goodbye
        server.send(signal.SIGTERM)
        await asyncio.sleep(0.3)
        server.send(signal.SIGTERM)
        assert await asyncio.to_thread(server.child.wait, 1.5) == 0
        socket.transport.abort()


async def test_what_a_hasty_client_says_before_the_answer_is_not_lost(probe, pki):
    server = probe()
    reader, writer = await asyncio.open_connection(
        "127.0.0.1",
        int(server.wss.rpartition(":")[2]),
        ssl=pki.client(),
        server_hostname="localhost",
    )
    writer.write(handshake("localhost", "/slow"))
    await asyncio.sleep(0.2)
    message = json.dumps({"type": "websocket.send", "text": "in time"}).encode()
    writer.write(frame(TEXT, message))
    assert b"in time" in await asyncio.wait_for(reader.readuntil(b"in time"), PATIENCE)
    writer.transport.abort()
