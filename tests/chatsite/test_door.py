"""Who may wait at the door: nobody can keep it shut for others."""

import asyncio
import socket

import pytest

from chatsite.wss.entrance import listening
from chatsite.wss.entrance.door import UNFINISHED, Door
from tests.waiting import PATIENCE


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as sock:
        yield sock


def is_open(sock):
    """Whether the other end has not closed it."""
    sock.setblocking(False)
    try:
        return sock.recv(1) != b""
    except BlockingIOError:
        return True


@pytest.mark.parametrize(
    ("address", "others", "let_in"),
    [
        ("203.0.113.5", "203.0.113.5", False),
        ("203.0.113.5", "203.0.113.6", True),
        ("127.0.0.1", "127.0.0.1", True),
    ],
    ids=["one too many", "somebody else", "a proxy on this machine"],
)
async def test_one_address_has_only_so_many_at_the_handshake(listener, address, others, let_in):
    loop = asyncio.get_running_loop()
    door = Door(loop, listener, make=None, certificates=object())
    pairs = [socket.socketpair() for _ in range(UNFINISHED + 1)]
    addresses = [address] * UNFINISHED + [others]
    tasks = [
        asyncio.create_task(door.let_in(ours, (who, 4000)))
        for (ours, _), who in zip(pairs, addresses, strict=True)
    ]
    await asyncio.sleep(0.1)
    assert all(is_open(theirs) for _, theirs in pairs[:UNFINISHED]), "the premise: they wait"
    assert is_open(pairs[-1][1]) == let_in
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert not door.unfinished, "who has gone is forgotten"
    for pair in pairs:
        for sock in pair:
            sock.close()


class Greeting(asyncio.Protocol):
    def connection_made(self, transport):
        transport.write(b"welcome")
        transport.close()


async def test_who_has_connected_when_the_door_closes_is_still_let_in(listener):
    loop = asyncio.get_running_loop()
    door = Door(loop, listener, make=lambda *_: Greeting())
    visitors = [socket.create_connection(listener.getsockname()) for _ in range(50)]
    door.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(visitors[0].getpeername())
    for visitor in visitors:
        visitor.setblocking(False)
        assert await asyncio.wait_for(loop.sock_recv(visitor, 10), PATIENCE) == b"welcome"
        visitor.close()


class Watched(asyncio.Protocol):
    """Tells what the connection's socket is set to."""

    def __init__(self, told):
        self.told = told

    def connection_made(self, transport):
        sock = transport.get_extra_info("socket")
        sock = transport.get_extra_info("socket")
        self.told.set_result(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        transport.close()


async def test_nothing_that_is_written_waits_for_an_acknowledgement():
    loop = asyncio.get_running_loop()
    listener = listening.tcp(socket.AF_INET, "127.0.0.1", 0, 5, reuse_port=False)
    told = loop.create_future()
    door = Door(loop, listener, make=lambda *_: Watched(told))
    with socket.create_connection(listener.getsockname()):
        door.close()  # lets in who has connected
        assert await asyncio.wait_for(told, PATIENCE), "TCP_NODELAY"
