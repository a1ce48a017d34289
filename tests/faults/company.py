"""People of a directed test: clients that stay, and single sockets that a test drives itself."""

import asyncio
import contextlib
import itertools
from contextlib import asynccontextmanager
from random import Random
from uuid import UUID

import websockets

from tests.client.client import OPTIONS, Client
from tests.client.session import Session
from tests.waiting import PATIENCE


class Company:
    """These people in one room of a place, and what each of them needs to come in."""

    def __init__(self, place, community):
        self.place, self.community = place, community
        [self.room] = community.rooms.values()
        self.devices = itertools.count(1)

    @asynccontextmanager
    async def client(self, name, site=None, heartbeat=None):
        """A client that comes back by itself, to any server or always to this one."""
        random = Random(f"{name} {self.room} {next(self.devices)}")  # makes ids of its own
        where = (lambda: site.wss) if site else self.place.addresses(random)
        token, context = self.community.tokens[name], self.place.context
        client = Client(name, token, [self.room], where, context, random, heartbeat)
        running = asyncio.create_task(client.run())
        try:
            async with asyncio.timeout(PATIENCE):
                await client.ready.wait()
            yield client
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        assert client.faults == []

    @asynccontextmanager
    async def session(self, name, site, hear=lambda event: None, **options):
        """A socket on which somebody has said hello."""
        options = {**OPTIONS, "ssl": self.place.context, **options}
        async with websockets.connect(f"{site.wss}/wss/chat", **options) as socket:
            session = Session(socket, hear)
            listening = asyncio.create_task(session.listen())
            try:
                await session.ask("hello", token=self.community.tokens[name])
                yield session
            finally:
                listening.cancel()

    def new_id(self, number):
        """A `client_id` that is nowhere but in this room."""
        return str(UUID(int=self.room << 64 | number, version=4))

    async def log(self):
        """The room as the database has it."""
        return (await self.place.truth([self.room]))[self.room]

    async def everybody_knows(self, *clients):
        """Wait until all have the same room as the database; their messages must be its rows."""
        log = await self.log()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while any(client.timelines[self.room].position != log["seq"] for client in clients):
                    await asyncio.sleep(0.05)
        rows = [(row["seq"], row["rev"], row["body"]) for row in log["messages"]]
        for client in clients:
            messages = client.timelines[self.room].messages.values()
            seen = sorted((m["seq"], m["rev"], m.get("body", "")) for m in messages)
            assert seen == rows, f"{client.name} sees something else"
        return log
