"""Messages on their way to people who are not here, by their browsers' push services.

The process that wrote a message pushes it, a moment after the commit, in threads of its own:
neither the journal nor the event loop waits for anybody out there. What cannot be pushed now is
lost: the message is in the room.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from chat.actions.subscribing import note_pushes
from chat.hub.tasks import Tasks
from chat.models.ringing import Post, Ring, rings
from chat.pool import Lane
from chat.presence import presence
from chat.push.sending import Answer, send

GATHER = 1.0  # seconds in which what is said is gathered: one push a room tells of all of it
LINE = 2000  # posts, and pushes, that may wait
THREADS = 8
HERE = {"online", "busy"}  # who is seen so looks at the chat, or has said not to be disturbed

questions = Lane("chat-push", 1)


class Push:
    """Pushes what a process has written; `write` is its journal's."""

    def __init__(self, write: Callable[..., Awaitable[Any]]) -> None:
        self.write = write
        self.turns = asyncio.Semaphore(THREADS)
        self.posts: list[Post] = []
        self.going = 0  # pushes on their way
        self.tasks = Tasks()
        self.task: asyncio.Future[None] | None = None  # while something is gathered

    def notice(self, posts: Iterable[Post]) -> None:
        """This is on disk now; whoever is to hear of it elsewhere will."""
        self.posts.extend(posts)
        del self.posts[:-LINE]
        if self.posts and self.task is None:
            self.task = self.tasks.keep(self.run())

    async def run(self) -> None:
        """Push until nothing new is said."""
        try:
            while self.posts:
                await asyncio.sleep(GATHER)
                posts, self.posts = self.posts, []
                found = absent(await questions.ask(rings, posts))
                self.tasks.keep(self.push(found[: LINE - self.going]))
        finally:
            self.task = None

    async def push(self, found: Sequence[Ring]) -> None:
        """Send them, and write down what became of each."""
        if not found:
            return
        self.going += len(found)
        try:
            answers = await asyncio.gather(*map(self.send, found))
        finally:
            self.going -= len(found)
        await self.note(found, answers)

    async def send(self, ring: Ring) -> Answer:
        """Send one, in its turn."""
        async with self.turns:
            return await in_thread(partial(send, ring))

    async def note(self, found: Sequence[Ring], answers: Sequence[Answer]) -> None:
        """Have it written down where something has changed."""
        rows = [(ring.subscription, answer) for ring, answer in zip(found, answers, strict=True)]
        failed = {row.pk: row.failures for row, answer in rows if answer == Answer.FAILED}
        gone = {row.pk for row, answer in rows if answer == Answer.GONE}
        again = {row.pk for row, answer in rows if answer == Answer.REACHED and row.failures}
        if failed or gone or again:
            await self.write(note_pushes, again - failed.keys(), failed, gone)


async def in_thread(work: Callable[[], Answer]) -> Answer:
    """What the work answers, done in a thread that keeps no process from ending."""
    loop = asyncio.get_running_loop()
    answered: asyncio.Future[Answer] = loop.create_future()

    def settle(answer: Answer) -> None:
        if not answered.done():
            answered.set_result(answer)

    def run() -> None:
        answer = work()
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(settle, answer)

    threading.Thread(target=run, name="chat-push-out", daemon=True).start()
    return await answered


def absent(found: Sequence[Ring]) -> list[Ring]:
    """Those of whose people nobody is here, on no device and no process."""
    statuses = presence().of({ring.subscription.user_id for ring in found})
    return [ring for ring in found if statuses.get(str(ring.subscription.user_id)) not in HERE]
