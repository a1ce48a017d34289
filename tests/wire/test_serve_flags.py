"""`serve` with flags: behind a proxy, with a certificate of one's own, with less patience."""

import signal
import socket
import sys

import pytest
import websockets

from tests.pki import make_pki
from tests.ports import free_port
from tests.servers import REPLACED, TOP, Process, environment, workers
from tests.waiting import wait_aside
from tests.wire.test_workers import ACTIVATE


@pytest.fixture
def serve(data_dir, pki, redis, tmp_path):
    """Starts `manage.py serve` with these flags and one worker, perhaps by another program."""
    started = []

    def start(*flags, by=(), pass_fds=(), **variables):
        env = environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url, **variables)
        command = [*by, sys.executable, "manage.py", "serve", "--workers", "1", *flags]
        started.append(Process(command, tmp_path / "serve.log", TOP, env))
        return started[-1].start(pass_fds=pass_fds).wait_for_workers()

    yield start
    for site in started:
        site.end()


async def echoes(url, **options):
    async with websockets.connect(url, **options) as tom:
        await tom.send("tom")
        return await tom.recv() == "tom"


async def test_a_proxy_forwards_plain_sockets_and_says_who_the_client_is(serve):
    port = free_port()
    address = f"tcp:{port}:interface=127.0.0.1"
    site = serve("--behind-proxy", "-e", address, SITE_URL="https://chat.example.org")
    url, headers = f"ws://chat.example.org:{port}/wss/whoami", {"X-Forwarded-For": "203.0.113.9"}
    async with websockets.connect(url, host="127.0.0.1", additional_headers=headers) as client:
        assert "203.0.113.9" in await client.recv()
    assert "manage.py deployconfig nginx --domain chat.example.org" in site.output
    assert "SITE_URL is still" not in site.output
    assert "cert.pem is not for" not in site.output, "people see the proxy's certificate"


async def test_a_unix_socket_behind_a_proxy(serve, tmp_path):
    site = serve("--behind-proxy", "-e", f"unix:{tmp_path}/s", SITE_URL="https://chat.example.org")
    async with websockets.unix_connect(f"{tmp_path}/s", "ws://chat.example.org/wss") as tom:
        await tom.send("tom")
        assert await tom.recv() == "tom"
    assert site.stop() == 0


def test_behind_a_proxy_an_address_that_is_still_local_is_told(serve):
    site = serve("--behind-proxy", "-e", f"tcp:{free_port()}:interface=127.0.0.1")
    assert "SITE_URL is still https://localhost:8282" in site.output
    assert "SITE_URL=https://chat.example.org" in site.output


async def test_a_certificate_of_ones_own(serve, tmp_path):
    own, port = make_pki(tmp_path, "localhost"), free_port()
    endpoint = f"ssl:{port}:interface=127.0.0.1"
    site = serve("-e", endpoint, "--cert", own.cert, "--key", own.key)
    assert await echoes(f"wss://localhost:{port}/wss", ssl=own.client())
    assert f"TLS_CERT={own.cert}" in site.output and site.stop() == 0


def test_workers_drain_for_as_long_as_the_flag_says(serve):
    port = free_port()
    site = serve("-e", f"ssl:{port}:interface=127.0.0.1", "--drain-seconds", "3")
    assert [worker.environ()["WSS_DRAIN_SECONDS"] for worker in workers(site)] == ["3"]


async def test_a_reload_takes_up_what_has_changed_in_dotenv(serve, tmp_path):
    port, file = free_port(), tmp_path / "dotenv"
    file.write_text("WSS_OPEN_BROADCAST=1\n")
    site = serve(
        "-e", f"tcp:{port}:interface=127.0.0.1", ENV_FILE=str(file), TLS_CERT="", TLS_KEY=""
    )
    url = f"ws://localhost:{port}/wss/broadcast/tea"
    async with websockets.connect(url) as member:
        await member.send("tom")
        assert await member.recv() == "tom"
    file.write_text("WSS_OPEN_BROADCAST=0\n")
    site.send(signal.SIGHUP)
    await wait_aside(lambda: REPLACED in site.output, "the roll is over")
    async for stranger in websockets.connect(url):
        try:
            assert "door_closed" in await stranger.recv()
            break
        except websockets.ConnectionClosed as closed:  # the old one may take one more
            assert closed.rcvd.code == 1012
    assert "Made" not in site.output, "without TLS nobody needs a certificate"


async def test_a_socket_of_systemds_survives_the_start_afresh_with_the_flag(serve, pki):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port, fd = listener.getsockname()[1], listener.fileno()
        by = [sys.executable, "-c", ACTIVATE, fd]
        site = serve("-e", f"ssl:{port}", "--drain-seconds", "3", by=by, pass_fds=[fd])
    assert await echoes(f"wss://localhost:{port}/wss", ssl=pki.client())
    assert site.stop() == 0
