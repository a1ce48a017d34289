"""The service of deploy/systemd as systemd starts it: told, listened to, reloaded and stopped."""

import http.client
import json
import re
import shlex
import signal
import socket
import sys
import time

import pytest

from tests.chatsite.workers import Manager
from tests.servers import REPLACED, TOP, Process, environment
from tests.waiting import PATIENCE

# What systemd does before it executes a service: the sockets of the .socket unit, from 3 on.
ACTIVATE = """
import os, sys
count = int(sys.argv[1])
for place, fd in enumerate(map(int, sys.argv[2 : 2 + count]), 10):
    os.dup2(fd, place)
for place in range(count):
    os.dup2(10 + place, 3 + place)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": str(count)}
os.environ |= {"WATCHDOG_PID": str(os.getpid())}
os.execv(sys.argv[2 + count], sys.argv[2 + count :])
"""


def command():
    """What the unit executes, by this Python."""
    unit = (TOP / "deploy/systemd/chatsite.service").read_text()
    python, *words = shlex.split(re.search(r"^ExecStart=(.*)$", unit, re.M)[1])
    assert python == "/srv/chatsite/.venv/bin/python"
    return [sys.executable, *words, "--workers", "2"]


class Local(http.client.HTTPConnection):
    """HTTP on a socket that is connected already."""

    def __init__(self, client):
        super().__init__("localhost", timeout=PATIENCE)
        self.sock = client


def status(address):
    """What /healthz says to a proxy that comes to this address."""
    connection = Local(connected(address))
    connection.request("GET", "/healthz")
    found = json.load(connection.getresponse())
    connection.close()
    return found["status"]


class Service(Process):
    """The unit's command, with a port and a Unix socket that stay open whatever it does."""

    def __init__(self, folder, env):
        tcp, path = socket.create_server(("127.0.0.1", 0)), str(folder / "web.sock")
        unix = socket.socket(socket.AF_UNIX)
        unix.bind(path)
        unix.listen()
        self.sockets, self.addresses = [tcp, unix], [tcp.getsockname(), path]
        fds = [sock.fileno() for sock in self.sockets]
        words = [sys.executable, "-c", ACTIVATE, len(fds), *fds, *command()]
        env |= {"NOTIFY_SOCKET": str(folder / "notify"), "WATCHDOG_USEC": "3000000"}
        super().__init__(words, folder / "service.log", env=env)

    def start(self):
        return super().start(pass_fds=[sock.fileno() for sock in self.sockets])

    def end(self):
        super().end()
        for sock in self.sockets:
            sock.close()


@pytest.fixture
def manager(tmp_path):
    manager = Manager(str(tmp_path / "notify"))
    yield manager
    manager.close()


@pytest.fixture
def service(data_dir, pki, redis, tmp_path, manager):
    env = environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url)
    service = Service(tmp_path, env)
    yield service.start()
    service.end()


def test_systemd_hears_when_it_serves_reloads_and_stops(service, manager):
    manager.hears("READY=1")
    assert [status(address) for address in service.addresses] == ["ok", "ok"]
    manager.hears("WATCHDOG=1")
    service.send(signal.SIGHUP)
    reloading = manager.hears("RELOADING=1")[-1]
    told = int(re.search(r"MONOTONIC_USEC=(\d+)", reloading)[1])
    assert 0 < told <= time.monotonic_ns() // 1000, "systemd 253 takes no older word for an answer"
    manager.hears("READY=1")
    assert REPLACED in service.output
    assert [status(address) for address in service.addresses] == ["ok", "ok"]
    service.send(signal.SIGTERM)
    manager.hears("STOPPING=1")
    assert service.child.wait(PATIENCE) == 0


def test_who_connects_while_it_restarts_waits_and_is_served(service, manager):
    manager.hears("READY=1")
    assert service.stop() == 0
    waiting = [connected(address) for address in service.addresses]
    service.start()
    for client in waiting:
        client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert client.recv(12) == b"HTTP/1.1 200"
        client.close()


def connected(address):
    client = socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET)
    client.settimeout(PATIENCE)
    client.connect(address)
    return client
