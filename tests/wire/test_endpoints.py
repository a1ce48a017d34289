"""The strings of `-e`: several at once, each kind, and who the client really is behind them."""

import asyncio
import re
import socket
import stat
import urllib.error
import urllib.request

import pytest
import websockets

from tests.ports import free_port
from tests.servers import BIN, Process, environment
from tests.waiting import PATIENCE, wait_until


@pytest.fixture(scope="module")
def daphne(data_dir, pki, redis, tmp_path_factory):
    """Starts the `daphne` command with these endpoints, as typed; it ends with these tests."""
    started, folder = [], tmp_path_factory.mktemp("daphne")

    def start(*endpoints, ready, **variables):
        env = environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url, **variables)
        words = [word for endpoint in endpoints for word in ("-e", endpoint)]
        command = [BIN / "daphne", *words, "chatsite.asgi:application"]
        started.append(Process(command, folder / f"{len(started)}.log", env=env).start())
        wait_until(ready, "it serves")
        return started[-1]

    yield start
    for server in started:
        server.end()


def listening(port, host="127.0.0.1"):
    def check():
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            return probe.connect_ex((host, port)) == 0

    return check


async def echo(url, **options):
    async with websockets.connect(url, compression=None, **options) as tom:
        await tom.send("tom")
        assert await asyncio.wait_for(tom.recv(), PATIENCE) == "tom"


async def test_several_endpoints_at_once(daphne, pki, tmp_path):
    plain, secure = free_port(), free_port()
    path = tmp_path / "chat.sock"
    daphne(
        f"tcp:{plain}:interface=127.0.0.1",
        f"ssl:{secure}:privateKey={pki.key}:certKey={pki.cert}:interface=127.0.0.1",
        f"unix:{path}:mode=660",
        ready=listening(secure),
    )
    await echo(f"ws://127.0.0.1:{plain}/wss")
    await echo(f"wss://localhost:{secure}/wss", ssl=pki.client())
    async with websockets.unix_connect(str(path), "ws://localhost/wss", compression=None) as tom:
        await tom.send("tom")
        assert await asyncio.wait_for(tom.recv(), PATIENCE) == "tom"
        await tom.send(b"x" * 60_000)
        assert await asyncio.wait_for(tom.recv(), PATIENCE) == b"x" * 60_000
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


async def test_without_an_interface_both_ipv4_and_ipv6_are_served(daphne, pki):
    port = free_port()
    daphne(f"ssl:{port}:privateKey={pki.key}:certKey={pki.cert}", ready=listening(port))
    await echo(f"wss://127.0.0.1:{port}/wss", ssl=pki.client())
    if socket.has_ipv6 and listening(port, "::1")():
        await echo(f"wss://[::1]:{port}/wss", ssl=pki.client())


async def test_a_unix_socket_that_a_killed_server_left_is_taken_over(daphne, tmp_path):
    path = tmp_path / "chat.sock"
    daphne(f"unix:{path}", ready=path.exists).end()
    assert path.exists(), "the premise: kill -9 leaves the file"
    daphne(f"unix:{path}", ready=lambda: connects(path))
    async with websockets.unix_connect(str(path), "ws://localhost/wss") as tom:
        await tom.send("tom")
        assert await tom.recv() == "tom"


def connects(path):
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


async def test_a_kind_of_twisteds_own_is_left_to_twisted(daphne):
    port = free_port()
    daphne(f"haproxy:tcp:{port}:interface=127.0.0.1", ready=listening(port))
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"PROXY TCP4 203.0.113.9 127.0.0.1 4000 80\r\n")
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert b" 200 " in (await asyncio.wait_for(reader.read(), PATIENCE)).partition(b"\r\n")[0]
    writer.close()


# ---- redirect: ----


@pytest.fixture(scope="module")
def redirect(daphne, tmp_path_factory):
    """A server that redirects from http, with certbot's folder."""
    port, folder = free_port(), tmp_path_factory.mktemp("certbot")
    (folder / ".well-known/acme-challenge").mkdir(parents=True)
    (folder / ".well-known/acme-challenge/token-1").write_text("proof")
    daphne(f"redirect:{port}:interface=127.0.0.1:to=8282:acme={folder}", ready=listening(port))
    return port


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        """Do not go there."""


def ask(port, path, host="chat.example.org"):
    """The status, the headers and the body of what plain http answers."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": host})
    try:
        answer = urllib.request.build_opener(Stay).open(request, timeout=PATIENCE)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers, answer.read()


def test_http_is_redirected_to_https(redirect):
    status, headers, _ = ask(redirect, "/test/?a=1")
    assert status == 308
    assert headers["Location"] == "https://chat.example.org:8282/test/?a=1"


def test_certbot_can_prove_the_name_and_nothing_else_is_given(redirect):
    assert ask(redirect, "/.well-known/acme-challenge/token-1")[2] == b"proof"
    for path in ("none", "..%2f..%2fetc%2fpasswd", "../../../etc/passwd", ""):
        assert ask(redirect, f"/.well-known/acme-challenge/{path}")[0] in (308, 404)


@pytest.mark.parametrize("host", ["evil.example/path", "a b", "x" * 300, "evil.example\\"])
def test_a_host_that_is_none_is_not_redirected_to(redirect, host):
    assert ask(redirect, "/", host)[0] in (400, 431)


# ---- who the client is ----


async def test_a_proxy_that_is_trusted_tells_who_the_client_is(daphne):
    port = free_port()
    server = daphne(f"tcp:{port}:interface=127.0.0.1", ready=listening(port))
    forwarded = {"X-Forwarded-For": "6.6.6.6, 203.0.113.7", "X-Forwarded-Proto": "https"}
    await echo(f"ws://localhost:{port}/wss", additional_headers=forwarded)
    assert "203.0.113.7:0 - - [" in server.output and "6.6.6.6" not in server.output


async def test_a_proxy_that_is_not_trusted_is_named_and_not_believed(daphne):
    port = free_port()
    server = daphne(
        f"tcp:{port}:interface=127.0.0.1", ready=listening(port), TRUSTED_PROXIES="192.0.2.0/24"
    )
    await echo(f"ws://localhost:{port}/wss", additional_headers={"X-Forwarded-For": "6.6.6.6"})
    assert "6.6.6.6:" not in server.output
    assert "TRUSTED_PROXIES" in server.output and "127.0.0.1" in server.output


@pytest.mark.parametrize(
    "header",
    [
        b"PROXY TCP4 203.0.113.8 192.0.2.1 4000 443\r\n",
        b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c"
        + bytes([203, 0, 113, 8, 192, 0, 2, 1])
        + (4000).to_bytes(2, "big")
        + (443).to_bytes(2, "big"),
    ],
    ids=["v1", "v2"],
)
async def test_a_balancer_tells_who_the_client_is_before_tls(daphne, pki, header):
    port = free_port()
    tls = f"privateKey={pki.key}:certKey={pki.cert}:interface=127.0.0.1"
    server = daphne(f"ssl:{port}:{tls}:proxyProtocol=yes", ready=listening(port))
    sock = socket.create_connection(("127.0.0.1", port))
    sock.sendall(header)
    await echo(f"wss://localhost:{port}/wss", sock=sock, ssl=pki.client())
    assert re.search(r"203\.0\.113\.8:4000 .*WSCONNECT /wss", server.output)


async def test_who_does_not_send_the_balancers_header_is_not_let_in(daphne):
    port = free_port()
    daphne(f"tcp:{port}:interface=127.0.0.1:proxyProtocol=yes", ready=listening(port))
    with pytest.raises((websockets.InvalidHandshake, EOFError, OSError)):
        await echo(f"ws://localhost:{port}/wss")
