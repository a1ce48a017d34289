"""People among the crowd, by a client library of others: members who talk, readers who stall."""

import asyncio
import itertools
import socket
from collections import Counter
from contextlib import suppress

import websockets

from tests.soak.crowd import ROOMS

PATIENCE = 20  # seconds for a connection or an answer: a whole crowd may come at the same time
PAUSE = 3  # seconds between two words of a member
RESTART, TOO_SLOW, CUT = 1012, 4408, 1006
FLOOD = 400  # messages of 20 kB: far more than the server keeps for one who does not read
NOTHING = {"compression": None, "ping_interval": None, "open_timeout": PATIENCE}


class Members:
    """People who stay for the whole time, each sure to hear what it says, and come back at once."""

    def __init__(self, site, context, count):
        self.site, self.context = site, context
        self.ends, self.faults, self.words = Counter(), [], 0
        self.here = set()
        self.tasks = [asyncio.create_task(self.live(number)) for number in range(count)]

    async def live(self, number):
        words = (f"member {number} says {count}" for count in itertools.count())
        address = f"{self.site.wss}/wss/broadcast/soak-{number % ROOMS}"
        while True:
            try:
                async with websockets.connect(address, ssl=self.context, **NOTHING) as connection:
                    self.here.add(number)
                    await self.talk(connection, words)
            except websockets.ConnectionClosed as end:
                self.ends[code(end)] += 1
            except (OSError, websockets.InvalidHandshake, EOFError) as error:
                self.faults.append(f"member {number}: {type(error).__name__} {error}")
            self.here.discard(number)

    async def talk(self, connection, words):
        """Say something, hear it, listen for a while, and again."""
        for word in words:
            await connection.send(word)
            async with asyncio.timeout(PATIENCE):  # TimeoutError is an OSError
                while await connection.recv() != word:
                    pass
            self.words += 1
            with suppress(TimeoutError):
                async with asyncio.timeout(PAUSE):
                    while True:
                        await connection.recv()

    async def leave(self):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def stall(site, context, count, room):
    """So many join a room, read nothing of all that is said there, then wake: how each ended."""
    address = f"{site.wss}/wss/broadcast/{room}"
    options = NOTHING | {"ssl": context}
    stalled = [asyncio.create_task(asleep(site, address, options)) for _ in range(count)]
    connections = await asyncio.gather(*stalled)
    async with websockets.connect(address, **options) as speaker:
        for _ in range(FLOOD):
            await speaker.send("x" * 20_000)
            await asyncio.wait_for(speaker.recv(), PATIENCE)
    return Counter(await asyncio.gather(*map(wake, connections)))


async def asleep(site, address, options):
    """A connection that takes one message and leaves all others to the network."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.setblocking(False)
    await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", site.port))
    return await websockets.connect(
        address, sock=sock, server_hostname="localhost", max_queue=1, close_timeout=1, **options
    )


async def wake(connection):
    """Read what there is; the code at its end, or None where the server still holds on."""
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                await connection.recv()
    except websockets.ConnectionClosed as end:
        return code(end)
    except TimeoutError:
        return None
    finally:
        connection.transport.abort()


def code(end):
    """With which the server closed."""
    return end.rcvd.code if end.rcvd else CUT
