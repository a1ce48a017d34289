"""What a service manager is told by a server and its workers, and what it hands over to them."""

import os
import signal
import socket
import sys
import time

import pytest

from chatsite.wss.workers import systemd
from tests.chatsite.workers import Manager, ask, connected
from tests.ports import free_port
from tests.waiting import PATIENCE

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has this")


@pytest.fixture
def manager(tmp_path):
    manager = Manager(str(tmp_path / "manager"))
    yield manager
    manager.close()


@linux
def test_a_manager_with_an_abstract_socket_is_told_too(monkeypatch):
    manager = Manager(f"\0chatsite-{os.getpid()}")
    monkeypatch.setenv("NOTIFY_SOCKET", f"@chatsite-{os.getpid()}")
    systemd.notify("READY=1\nSTATUS=All is well.")
    assert manager.hears("READY=1") == ["READY=1\nSTATUS=All is well."]
    manager.close()


def test_without_a_manager_nothing_is_said(monkeypatch, caplog):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    systemd.notify("READY=1")
    assert not caplog.records


def test_a_manager_that_is_gone_harms_nobody(monkeypatch, caplog, tmp_path):
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    systemd.notify("READY=1")
    assert "could not be told 'READY=1'" in caplog.text


@pytest.mark.parametrize(
    ("variables", "seconds"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "2500000"}, 2.5),
        ({"WATCHDOG_USEC": "2500000", "WATCHDOG_PID": str(os.getpid())}, 2.5),
        ({"WATCHDOG_USEC": "2500000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
    ],
)
def test_the_watchdog_is_for_the_process_that_it_names(monkeypatch, variables, seconds):
    for name in systemd.WATCHDOG:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert systemd.watchdog_seconds() == seconds


@pytest.mark.parametrize("pid", ["1", ""])
def test_sockets_for_another_process_are_not_taken(monkeypatch, pid):
    monkeypatch.setenv("LISTEN_PID", pid)
    monkeypatch.setenv("LISTEN_FDS", "1")
    assert systemd.listen_fds() == []
    assert "LISTEN_FDS" not in os.environ


def test_a_socket_that_is_taken_is_not_passed_on(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as opened:
        monkeypatch.setattr(systemd, "FIRST_FD", os.dup(opened.fileno()))
        os.set_inheritable(systemd.FIRST_FD, True)
        monkeypatch.setenv("LISTEN_PID", str(os.getpid()))
        monkeypatch.setenv("LISTEN_FDS", "1")
        monkeypatch.setenv("LISTEN_FDNAMES", "wss")
        [taken] = systemd.listen_fds()
        with taken:
            assert taken.getsockname() == opened.getsockname()
            assert not taken.get_inheritable() and not taken.getblocking()
        assert not {*systemd.LISTEN} & {*os.environ}


def test_a_service_manager_hears_of_start_roll_and_end(new_crew, manager, tmp_path):
    crew = new_crew(NOTIFY_SOCKET=str(tmp_path / "manager"), WATCHDOG_USEC="300000").start()
    heard = manager.hears("READY=1")
    assert heard[-3:] == [
        "STATUS=1 of 2 workers serve.",
        "STATUS=2 of 2 workers serve.",
        "READY=1",
    ]
    assert len(crew.pids()) == 2
    manager.hears("WATCHDOG=1")
    manager.hears("WATCHDOG=1")
    crew.send(signal.SIGHUP)
    reloading = manager.hears("RELOADING=1")[-1]
    microseconds = int(reloading.partition("MONOTONIC_USEC=")[2])
    assert 0 <= time.monotonic() - microseconds / 1e6 < PATIENCE
    assert "STATUS=Worker 2 of 2 is being replaced." in manager.hears("READY=1")
    crew.send(signal.SIGTERM)
    manager.hears("STOPPING=1")
    assert crew.ends() == 0


def test_the_watchdog_is_not_fed_while_a_worker_is_missing(new_crew, manager, tmp_path):
    crew = new_crew(NOTIFY_SOCKET=str(tmp_path / "manager"), WATCHDOG_USEC="300000").serving()
    manager.hears("WATCHDOG=1")
    crew.workers_are("mistaken")
    os.kill(min(crew.pids()), signal.SIGKILL)
    crew.says("starting it again in 4 s.")
    time.sleep(0.5)
    manager.forget()
    time.sleep(1)
    assert manager.forget() == [], "six times it was due"
    assert "again in 8 s." not in crew.output, "the premise: the worker was missing all the time"


def test_all_workers_serve_the_sockets_of_the_service_manager(new_crew):
    port = free_port()
    crew = new_crew(before=[sys.executable, "-c", ACTIVATED, str(port)])
    crew.serving()
    clients = [connected(port) for _ in range(10)]
    assert {ask(client) for client in clients} <= crew.pids()
    for client in clients:
        client.close()
    assert crew.stop() == 0


ACTIVATED = """
import os, socket, sys
sock = socket.socket()
sock.bind(("127.0.0.1", int(sys.argv[1])))
sock.listen()
os.dup2(sock.fileno(), 3)
os.set_inheritable(3, True)  # it may have been the third from the beginning
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid()), "LISTEN_FDNAMES": "wss"}
os.execv(sys.argv[2], sys.argv[2:])
"""
