"""Two processes' hubs in one event loop, on one channel layer and the tests' database."""

import asyncio
from contextlib import asynccontextmanager
from uuid import uuid4

from django.db import transaction

from chat.actions.posting import Draft, post_all
from chat.hub import Hub
from chat.models import log
from chat.pool import Lane, reads
from tests.waiting import until

writer = Lane("tests-writer", 1)


def stored(*drafts):
    """Post them; the events of all."""
    with transaction.atomic():
        return [event for outcome in post_all(drafts) for event in outcome.events]


def changed(work):
    """Do something to the database as somebody else would, from another thread."""
    return writer.ask(work)


class Process:
    """A hub, and those who write through it."""

    def __init__(self, layer):
        self.hub = Hub(layer)

    async def post(self, room, author, *texts):
        """One commit with these messages, then told, as the journal does it."""
        self.hub.tell(await self.write(room, author, *texts))

    async def write(self, room, author, *texts):
        """One commit, of which nobody is told: as one whose process is killed after it."""
        drafts = [Draft(author.pk, room.pk, uuid4(), text) for text in texts]
        return await writer.ask(stored, *drafts)

    async def open(self, room, user):
        """A socket of the user's, in the room."""
        socket = Socket()
        await self.hub.rooms.join(room.pk, user.pk, socket.hear)
        opened = await reads.ask(log.opened, user.pk, room.pk, None, None)
        socket.read({message.seq: message.rev for message in opened.messages}, opened.seq)
        return socket

    async def end(self):
        """As kill -9: nobody is told."""
        for task in (self.hub.link.task, *self.hub.rooms.tasks.running):
            task.cancel()
            await asyncio.wait({task}, timeout=1)


class Socket:
    """What one socket knows of a room, which keeps to what `Rooms.join` asks of it."""

    def __init__(self):
        self.known, self.revs, self.words = {}, [], []
        self.at, self.waiting = 0, []

    def read(self, known, position):
        """It has read the room at this position: of what came meanwhile, what is newer counts."""
        self.known, self.at = dict(known), position
        waiting, self.waiting = self.waiting, None
        for event in waiting:
            self.hear(event)

    def hear(self, event):
        if self.waiting is not None:
            self.waiting.append(event)
        elif not event.rev:
            self.words.append(event)
        elif event.rev > self.at:
            assert event.rev > max(self.revs, default=0), "twice, or out of order"
            self.revs.append(event.rev)


@asynccontextmanager
async def processes(layer, number=2):
    """So many, gone in the end."""
    crew = [Process(layer) for _ in range(number)]
    try:
        for process in crew:
            await until(lambda process=process: process.hub.link.well)
        yield crew
    finally:
        for process in crew:
            await process.end()
