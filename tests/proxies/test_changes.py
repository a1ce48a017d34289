"""What people notice of a restart of the site, or of a reload of the proxy in front: nothing."""

import asyncio
import signal

import pytest
import websockets

from tests.proxies.clients import ask, connect, hears, says_tom
from tests.proxies.daemons import ports
from tests.rarely import rarely
from tests.waiting import wait_until

KINDS = ("nginx", "caddy", *rarely("apache", "haproxy"))
pytestmark = pytest.mark.parametrize("kind", KINDS, indirect=True, scope="session")


class Visitors:
    """People who come and go all the time, for sockets and pages; `refused` says what failed.

    A connection that is reset before it was answered is made again `retries` times, at once.
    """

    def __init__(self, proxy, retries=0):
        self.proxy, self.refused, self.served, self.here = proxy, [], 0, True
        self.retries = retries

    async def __aenter__(self):
        come = [self.visit, self.visit, self.visit, self.read]
        self.tasks = [asyncio.create_task(self.keep_on(way)) for way in come]
        return self

    async def __aexit__(self, *_):
        self.here = False
        await asyncio.gather(*self.tasks)

    async def keep_on(self, come):
        while self.here:
            try:
                await self.served_by(come)
            except (OSError, EOFError, AssertionError, websockets.InvalidHandshake) as error:
                self.refused.append(repr(error))
                return

    async def served_by(self, come):
        for retries_left in range(self.retries, -1, -1):
            try:
                await come()
                self.served += 1
                return
            except OSError as error:
                reason = getattr(error, "reason", error)  # urllib's error holds that of the socket
                if not retries_left or not isinstance(reason, ConnectionResetError):
                    raise

    async def visit(self):
        async with connect(self.proxy) as socket:
            try:
                await socket.send("tom")
                await hears(socket)
            except websockets.ConnectionClosed:
                pass  # it was open; whoever closed it was about to end

    async def read(self):
        answer = await asyncio.to_thread(ask, f"{self.proxy.https}/healthz", self.proxy.ca)
        assert answer.status == 200, answer.status

    async def served_more(self, number=20):
        """Return once so many more of them have been served, or one has been refused."""
        before = self.served
        while self.served < before + number and not self.refused:
            await asyncio.sleep(0.02)


@pytest.fixture(scope="module")
def pair(kind, place, new_backend, new_proxy):
    """A proxy in front of two sites: (the proxy, the sites)."""
    numbers = ports()
    backends = [place[1], new_backend(f"https://localhost:{numbers[0]}")]
    return new_proxy(kind, [backends[0].tcp, backends[1].unix], numbers), backends


async def test_both_sites_get_sockets(pair):
    proxy, backends = pair
    before = [backend.output.count("WSCONNECT") for backend in backends]
    sockets = [await connect(proxy).__aenter__() for _ in range(8)]
    try:
        counts = [b.output.count("WSCONNECT") - n for b, n in zip(backends, before, strict=True)]
        assert min(counts) > 1, counts
    finally:
        for socket in sockets:
            await socket.close()


async def test_sites_that_restart_one_after_the_other_refuse_nobody(pair):
    proxy, backends = pair
    async with Visitors(proxy) as visitors:
        for backend in backends:
            await visitors.served_more()
            assert await asyncio.to_thread(backend.stop, signal.SIGTERM) == 0
            await visitors.served_more()
            await asyncio.to_thread(backend.start)
        await visitors.served_more()
    assert visitors.refused == []


async def test_the_one_that_is_left_serves_everybody_and_the_other_is_taken_back(pair):
    proxy, (first, other) = pair
    first.end()  # kill -9: nobody was told
    try:
        for _ in range(10):
            await says_tom(proxy)
    finally:
        await asyncio.to_thread(first.start)
    other.end()
    try:
        for _ in range(10):
            await says_tom(proxy)
    finally:
        await asyncio.to_thread(other.start)


async def test_a_reload_of_the_proxy_refuses_nobody(kind, proxy):
    # Caddy binds its port anew (SO_REUSEPORT): the kernel resets who stood in the old queue, unless
    # net.ipv4.tcp_migrate_req is set, as its Caddyfile says. Browsers try such a connection again.
    retries = 1 if kind == "caddy" else 0
    async with connect(proxy) as old, Visitors(proxy, retries) as visitors:
        for _ in range(3):
            await visitors.served_more()
            await asyncio.to_thread(proxy.reload)
            await asyncio.sleep(0.5)
        await visitors.served_more()
        if kind != "caddy":  # which cuts open sockets before 2.7
            await old.send("tom")
            assert await hears(old) == "tom"
    assert visitors.refused == []


async def test_a_file_that_cannot_be_taken_harms_nobody(kind, new_proxy, place):
    proxy = new_proxy(kind, [place[1].tcp], ports())
    await says_tom(proxy)  # it has read its file by now; Apache does so twice
    good = proxy.file.read_text()
    proxy.file.write_text(good + "\nnonsense {\n")
    assert not proxy.check()[0], "the premise: its own test finds it"
    try:
        proxy.reload()
    except AssertionError:
        assert kind in ("apache", "caddy"), "who look before they take it"
    await asyncio.sleep(1)
    await says_tom(proxy)
    proxy.file.write_text(good)
    wait_until(lambda: proxy.check()[0], "it is good again")
