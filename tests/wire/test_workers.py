"""`manage.py serve` with several processes: one may die or be replaced; people hardly notice."""

import asyncio
import signal
import socket
import sys
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
import websockets

from tests import servers
from tests.ports import free_port
from tests.servers import TOP, Process, Site, environment
from tests.waiting import wait_aside, wait_until


@pytest.fixture
def serve(data_dir, pki, redis, tmp_path):
    """Starts `manage.py serve` with two workers."""
    started = []

    def start(**variables):
        env = environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url, **variables)
        site = Site(tmp_path, pki, env, "serve")
        site.command += ["--workers", "2"]
        started.append(site)
        return site.start()

    yield start
    for site in started:
        site.end()


def workers(site):
    """The processes that serve, by pid."""
    return {process.pid: process for process in servers.workers(site)}


def serving(site):
    """The workers that have sockets of clients."""
    return {
        pid: len([c for c in p.net_connections("tcp") if c.status == "ESTABLISHED"])
        for pid, p in workers(site).items()
    }


@asynccontextmanager
async def crowd(connect, site, size):
    """So many people in one group."""
    async with AsyncExitStack() as all_of_them:
        sockets = [connect("/wss/broadcast/crowd", at=site) for _ in range(size)]
        yield [await all_of_them.enter_async_context(socket) for socket in sockets]


async def test_all_processes_serve_and_their_people_hear_each_other(serve, connect):
    site = serve()
    async with crowd(connect, site, 24) as people:
        assert all(count > 1 for count in serving(site).values()) and len(workers(site)) == 2
        await people[0].send("hello")
        assert [await person.hears() for person in people] == ["hello"] * 24


async def test_a_worker_that_is_killed_comes_back_and_the_others_people_stay(serve, connect):
    site = serve()
    async with crowd(connect, site, 16) as people:
        before = workers(site)
        victim = next(iter(before))
        before[victim].kill()
        gone = [p for p in people if await closed_within(p, 1)]
        assert 0 < len(gone) < 16, "only the killed one's people lose their socket"
        left = [p for p in people if p not in gone]
        for person in left:
            await person.send("still here")
        for person in left:
            assert await person.hears() == "still here"
        wait_until(lambda: len(workers(site)) == 2 and victim not in workers(site), "it is back")
        assert "was killed by SIGKILL" in site.output


async def closed_within(person, seconds):
    try:
        await asyncio.wait_for(person.socket.wait_closed(), seconds)
    except TimeoutError:
        return False
    return True


async def test_a_rolling_restart_refuses_nobody_and_tells_everybody(serve, connect):
    site = serve()
    before, refused = set(workers(site)), []
    rolling = True

    async def visit():
        while rolling:
            try:
                async with connect("/wss", at=site) as visitor:
                    await visitor.asks("tom")
            except websockets.ConnectionClosed as error:
                if error.rcvd is None or error.rcvd.code != 1012:
                    refused.append(repr(error))
            except (OSError, websockets.InvalidHandshake, EOFError) as error:
                refused.append(repr(error))

    async with crowd(connect, site, 8) as people:
        visitors = [asyncio.create_task(visit()) for _ in range(4)]
        site.send(signal.SIGHUP)
        await wait_aside(lambda: servers.REPLACED in site.output, "the roll is over")
        rolling = False
        await asyncio.gather(*visitors)
        ends = [await person.is_closed_with() for person in people]
        assert {code for code, _ in ends} == {1012}
        assert refused == []
        wait_until(lambda: len(workers(site)) == 2, "the old ones are gone")
        assert before.isdisjoint(workers(site))
        assert site.stop() == 0


def test_with_the_parent_all_go_however_it_ends(serve):
    site = serve()
    children = workers(site)
    site.end()  # kill -9
    wait_until(lambda: not any(p.is_running() for p in children.values()), "all are gone")


# As systemd does it: the listening socket is descriptor 3, and the variables name this process.
ACTIVATE = (
    "import os, sys\n"
    "os.dup2(int(sys.argv[1]), 3)\n"
    "os.environ |= {'LISTEN_PID': str(os.getpid()), 'LISTEN_FDS': '1'}\n"
    "os.execv(sys.argv[2], sys.argv[2:])"
)


async def test_a_socket_that_systemd_listens_on_is_served(data_dir, pki, redis, tmp_path):
    port = free_port()
    env = environment(data_dir, pki, CHANNEL_LAYER_URL=redis.url)
    serve = ["manage.py", "serve", "--workers", "2"]
    serve += ["-e", f"ssl:{port}:privateKey={pki.key}:certKey={pki.cert}"]
    with socket.create_server(("127.0.0.1", port)) as listener:
        fd = listener.fileno()
        command = [sys.executable, "-c", ACTIVATE, fd, sys.executable, *serve]
        server = Process(command, tmp_path / "serve.log", TOP, env).start(pass_fds=[fd])
    try:
        server.wait_for_workers()
        async with websockets.connect(f"wss://localhost:{port}/wss", ssl=pki.client()) as tom:
            await tom.send("tom")
            assert await tom.recv() == "tom"
        assert server.stop() == 0
    finally:
        server.end()
