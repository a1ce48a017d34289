"""Two processes' hubs in one event loop, on one channel layer and the tests' database."""

import asyncio
from contextlib import asynccontextmanager
from uuid import uuid4

from django.db import transaction

from chat.actions.posting import Draft, post_all
from chat.consumers.seat import Seat
from chat.hub import Hub
from chat.models import log
from chat.pool import Lane, reads

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
        await self.hub.rooms.join(room.pk, user.pk, socket.seat.hear)
        opened = await reads.ask(log.opened, user.pk, room.pk, None, None)
        socket.known = {message.seq: message.rev for message in opened.messages}
        socket.seat.begin(opened.seq)
        return socket

    async def end(self):
        """As kill -9: nobody is told."""
        for task in (self.hub.link.task, *self.hub.rooms.tasks.running):
            task.cancel()
            await asyncio.wait({task}, timeout=1)


class Socket:
    """What one socket knows of a room."""

    def __init__(self):
        self.seat = Seat(self.say)
        self.known, self.revs, self.words = {}, [], []

    def say(self, event):
        if event.rev:
            assert event.rev > max(self.revs, default=0), "twice, or out of order"
            self.revs.append(event.rev)
        else:
            self.words.append(event)


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


async def until(condition, seconds=10):
    """Wait for it; fail where it never comes."""
    for _ in range(seconds * 100):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came true")
