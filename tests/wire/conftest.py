"""A client for the wire tests that verifies certificates and shares no code with the server."""

import asyncio
import os
import shutil
from contextlib import asynccontextmanager

import pytest
import websockets

from tests.ports import free_port
from tests.servers import BIN, TOP, Process, listens
from tests.waiting import PATIENCE, wait_until


class Client:
    """One socket, with what a test asks of it."""

    def __init__(self, socket):
        self.socket = socket
        self.subprotocol = socket.subprotocol

    async def send(self, message):
        await self.socket.send(message)

    async def hears(self):
        """The next message."""
        return await asyncio.wait_for(self.socket.recv(), PATIENCE)

    async def asks(self, message):
        """The next message after saying this one."""
        await self.send(message)
        return await self.hears()

    async def everything(self):
        """All messages until the server closes."""
        heard = []
        try:
            while True:
                heard.append(await self.hears())
        except websockets.ConnectionClosed:
            return heard

    async def is_closed_with(self):
        """The code and the reason with which the server closes, whatever it says before."""
        await self.everything()
        return self.socket.close_code, self.socket.close_reason


@pytest.fixture
def connect(site, pki):
    """`async with connect("/wss") as tom:`, to the shared server or to `at`."""

    @asynccontextmanager
    async def opened(path, at=site, **options):
        options = {"ssl": pki.client(), "compression": None, "ping_interval": None} | options
        async with websockets.connect(at.wss + path, **options) as socket:
            yield Client(socket)

    return opened


@pytest.fixture
def probe(pki, tmp_path):
    """Starts `daphne` with the probe on TLS, and the options of its endpoint that are given."""
    started = []

    def start(*flags, **options):
        port = free_port()
        endpoint = f"ssl:{port}:interface=127.0.0.1"
        options = {"privateKey": pki.key, "certKey": pki.cert} | options
        endpoint += "".join(f":{name}={value}" for name, value in options.items())
        env = {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(TOP)}
        command = [BIN / "daphne", "-e", endpoint, *flags, "tests.wire.probe:application"]
        started.append(Process(command, tmp_path / f"probe-{port}.log", env=env).start())
        started[-1].port, started[-1].wss = port, f"wss://localhost:{port}"
        wait_until(lambda: listens(port), "the probe listens")
        return started[-1]

    yield start
    for server in started:
        server.end()


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The files of this project, without what its commands make."""
    folder = tmp_path_factory.mktemp("clone")
    ours = shutil.ignore_patterns(".git", ".venv*", ".env", "var", "*.pem", ".*_cache")
    shutil.copytree(TOP, folder, ignore=ours, dirs_exist_ok=True)
    return folder
