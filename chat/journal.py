"""The one way to the database for what changes: what waits at one moment shares one commit.

A commit that reaches the disk costs milliseconds whatever it holds: one a message would be 90
messages a second. Whoever writes waits here with the neighbours, and hears back after the commit.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec
from weakref import WeakKeyDictionary

from django.db import transaction

from chat.actions.draft import Draft
from chat.actions.outcome import Outcome, R
from chat.commit import ALONE, Act, Answer, Work, commit
from chat.events import Event
from chat.hub import hub, hubs, outside
from chat.metrics import counts
from chat.models.ringing import Post
from chat.pool import RETRY_AFTER, Guard
from chat.protocol.frames import Refusal
from chat.protocol.replies import Done
from chat.push import Push

logger = logging.getLogger(__name__)

P = ParamSpec("P")
Waiting = tuple[Work, asyncio.Future[Any]]
MOST = 200  # posts in one commit, or as many actions as cost the same
LINE = 10_000  # works that may wait for one
PATIENCE = 5.0  # seconds that a commit may take before who waits behind it is told to come again

journals: WeakKeyDictionary[asyncio.AbstractEventLoop, "Journal"] = WeakKeyDictionary()


def journal() -> "Journal":
    """The journal of the running event loop, which is to say: of this process."""
    loop = asyncio.get_running_loop()
    if loop not in journals:
        journals[loop] = Journal()
    return journals[loop]


class Journal:
    """Writes in a thread of its own, one commit after the other; then tells the hub."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="chat-journal")
        self.guard = Guard("chat-journal")
        self.push = Push(self.write)
        self.waiting: list[Waiting] = []
        self.task: asyncio.Task[None] | None = None  # while there is something to write

    async def post(self, draft: Draft) -> Done:
        """The message, once it is on disk; raises Refusal."""
        begun = time.monotonic()
        done: Done = await self.add(draft)
        counts.commit.add(time.monotonic() - begun)
        return done

    async def write(self, action: Callable[P, Outcome[R]], *args: P.args, **kwargs: P.kwargs) -> R:
        """The action's reply, once what it wrote is on disk; raises Refusal."""
        rooms = (getattr(arg, "room", None) for arg in args)
        room = next((room for room in rooms if isinstance(room, int)), None)
        act = Act(partial(action, *args, **kwargs), room, action in ALONE)
        reply: R = await self.add(act)
        return reply

    async def add(self, work: Work) -> Any:
        """What the work answers, once it is written; who hangs up meanwhile takes nothing back."""
        if len(self.waiting) >= LINE:
            raise Refusal("try_again", RETRY_AFTER)
        done = asyncio.get_running_loop().create_future()
        self.waiting.append((work, done))
        if self.task is None:
            self.task = asyncio.create_task(self.run())
        return await done

    async def run(self) -> None:
        """Commit until nobody waits."""
        try:
            while self.waiting:
                batch = self.take()
                self.tell(batch, await self.commit([work for work, _ in batch]))
        finally:
            self.task = None

    def take(self) -> list[Waiting]:
        """Those who have waited longest, as many as one commit writes at once."""
        size = cost = 0
        while size < len(self.waiting) and cost < MOST:
            work = self.waiting[size][0]
            if work.alone and size:
                break
            cost += MOST if work.alone else work.cost
            size += 1
        batch, self.waiting = self.waiting[:size], self.waiting[size:]
        return batch

    async def commit(self, works: Sequence[Work]) -> Sequence[Answer]:
        """An answer to each of the works, which are on disk then or refused."""
        loop = asyncio.get_running_loop()
        written = loop.run_in_executor(self.thread, self.guard, commit, works)
        while not (await asyncio.wait([written], timeout=PATIENCE))[0]:
            self.turn_away()
        try:
            return await written
        except Refusal as refusal:
            return [Refusal(refusal.code, refusal.retry_after) for _ in works]

    def turn_away(self) -> None:
        """Let nobody wait behind a database that does not answer; their clients come again."""
        waiting, self.waiting = self.waiting, []
        self.answer(waiting, [Refusal("try_again", RETRY_AFTER) for _ in waiting])

    def tell(self, batch: Sequence[Waiting], answers: Sequence[Answer]) -> None:
        """First everybody, then whoever waits: a reply finds its own event already told."""
        begun = time.monotonic()
        outcomes = [answer for answer in answers if isinstance(answer, Outcome)]
        try:
            hub().tell([event for outcome in outcomes for event in outcome.events])
        except Exception:  # it is on disk: the hub finds it there
            logger.exception("The hub could not be told")
        if posts := said(batch, answers):
            counts.posts += len(posts)
            counts.delivery.add(time.monotonic() - begun)
        self.push.notice(posts)
        self.answer(batch, answers)

    def answer(self, batch: Sequence[Waiting], answers: Sequence[Answer]) -> None:
        for (_, done), answer in zip(batch, answers, strict=True):
            if done.cancelled():
                continue
            if isinstance(answer, Outcome):
                done.set_result(answer.reply)
            else:
                done.set_exception(answer)


def said(batch: Sequence[Waiting], answers: Sequence[Answer]) -> list[Post]:
    """The new messages: what is said again has no events."""
    return [
        (work.room, answer.reply.message)
        for (work, _), answer in zip(batch, answers, strict=True)
        if isinstance(work, Draft) and isinstance(answer, Outcome) and answer.events
    ]


def write_now(action: Callable[P, Outcome[R]], *args: P.args, **kwargs: P.kwargs) -> R:
    """The action's reply, for code without an event loop: admin views, management commands.

    Written in the caller's thread, and in its transaction if there is one. Told once that is
    committed. Raises Refusal.
    """
    with transaction.atomic():
        outcome = action(*args, **kwargs)
        tell_later(outcome.events)
    return outcome.reply


def tell_later(events: Iterable[Event]) -> None:
    """Let everybody hear it once the caller's transaction is on disk."""
    transaction.on_commit(partial(tell, list(events)), robust=True)


def tell(events: Sequence[Event]) -> None:
    """Hand events to the hub of this process, from whichever thread, or else to the others."""
    serving = [(loop, hub) for loop, hub in list(hubs.items()) if loop.is_running()]
    for loop, here in serving:
        loop.call_soon_threadsafe(here.tell, events)
    if events and not serving:
        outside.tell(events)
