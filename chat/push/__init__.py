"""Messages on their way to people who are not here, by their browsers' push services.

The process that wrote a message pushes it, a moment after the commit, in threads of its own:
neither the journal nor the event loop waits for anybody out there. What cannot be pushed now is
lost: the message is in the room.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chat.actions.subscribing import note_pushes
from chat.hub.tasks import Tasks
from chat.models.ringing import Post, Ring, rings
from chat.pool import Lane
from chat.presence import presence
from chat.push.sending import Answer, send

logger = logging.getLogger(__name__)

GATHER = 1.0  # seconds in which what is said is gathered: one push a room tells of all of it
LINE = 2000  # posts, and pushes, that may wait
THREADS = 8
HERE = {"online", "busy"}  # who is seen so looks at the chat, or has said not to be disturbed

questions = Lane("chat-push", 1)


class Push:
    """Pushes what a process has written; `write` is its journal's."""

    def __init__(self, write: Callable[..., Awaitable[Any]]) -> None:
        self.write = write
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="chat-push-out")
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
            loop = asyncio.get_running_loop()
            sent = [loop.run_in_executor(self.threads, send, ring) for ring in found]
            answers = await asyncio.gather(*sent)
        finally:
            self.going -= len(found)
        await self.note(found, answers)

    async def note(self, found: Sequence[Ring], answers: Sequence[Answer]) -> None:
        """Have it written down where something has changed."""
        rows = [(ring.subscription, answer) for ring, answer in zip(found, answers, strict=True)]
        failed = {row.pk: row.failures for row, answer in rows if answer == Answer.FAILED}
        gone = {row.pk for row, answer in rows if answer == Answer.GONE}
        again = {row.pk for row, answer in rows if answer == Answer.REACHED and row.failures}
        if failed or gone or again:
            await self.write(note_pushes, again - failed.keys(), failed, gone)


def absent(found: Sequence[Ring]) -> list[Ring]:
    """Those of whose people nobody is here, on no device and no process."""
    statuses = presence().of({ring.subscription.user_id for ring in found})
    return [ring for ring in found if statuses.get(str(ring.subscription.user_id)) not in HERE]
