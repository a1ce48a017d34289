"""The one way to the database for what changes: what waits at one moment shares one commit.

A commit that reaches the disk costs milliseconds whatever it holds: one a message would be 90
messages a second. Whoever writes waits here with the neighbours, and hears back after the commit.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ParamSpec
from weakref import WeakKeyDictionary

from django.db import IntegrityError, transaction

from chat.actions.outcome import Outcome, R
from chat.actions.posting import Draft, post_all
from chat.hub import hub
from chat.pool import guarded
from chat.protocol.frames import Refusal
from chat.protocol.replies import Done

P = ParamSpec("P")
MOST = 200  # works in one commit
Answer = Outcome[Any] | BaseException

journals: WeakKeyDictionary[asyncio.AbstractEventLoop, "Journal"] = WeakKeyDictionary()


def journal() -> "Journal":
    """The journal of the running event loop, which is to say: of this process."""
    loop = asyncio.get_running_loop()
    if loop not in journals:
        journals[loop] = Journal()
    return journals[loop]


@dataclass(slots=True)
class Work:
    """Something to write, and whoever waits for it."""

    done: asyncio.Future[Any]
    draft: Draft | None = None
    action: Callable[[], Outcome[Any]] | None = None


class Journal:
    """Writes in a thread of its own, one commit after the other; then tells the hub."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="chat-journal")
        self.waiting: list[Work] = []
        self.task: asyncio.Task[None] | None = None

    async def post(self, draft: Draft) -> Done:
        """The message, once it is on disk; raises Refusal."""
        done: Done = await self.add(draft=draft)
        return done

    async def write(self, action: Callable[P, Outcome[R]], *args: P.args, **kwargs: P.kwargs) -> R:
        """The action's reply, once what it wrote is on disk; raises Refusal."""
        reply: R = await self.add(action=lambda: action(*args, **kwargs))
        return reply

    async def add(
        self, draft: Draft | None = None, action: Callable[[], Outcome[Any]] | None = None
    ) -> Any:
        done = asyncio.get_running_loop().create_future()
        self.waiting.append(Work(done, draft, action))
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self.run())
        return await asyncio.shield(done)  # who hangs up meanwhile takes nothing back

    async def run(self) -> None:
        """Commit until nobody waits."""
        loop = asyncio.get_running_loop()
        while self.waiting:
            batch, self.waiting = self.waiting[:MOST], self.waiting[MOST:]
            try:
                answers = await loop.run_in_executor(self.thread, guarded, commit, batch)
            except BaseException as error:
                answers = [error] * len(batch)
            self.tell(batch, answers)

    def tell(self, batch: Sequence[Work], answers: Sequence[Answer]) -> None:
        """First everybody, then whoever waits: a reply finds its own event already told."""
        outcomes = [answer for answer in answers if isinstance(answer, Outcome)]
        hub().tell([event for outcome in outcomes for event in outcome.events])
        for work, answer in zip(batch, answers, strict=True):
            if work.done.cancelled():
                continue
            if isinstance(answer, Outcome):
                work.done.set_result(answer.reply)
            else:
                work.done.set_exception(answer)


def commit(batch: Sequence[Work]) -> list[Answer]:
    """Write the batch in order, in one transaction; what fails leaves the others as they are."""
    answers: list[Answer] = []
    with transaction.atomic():
        for posts, works in groupby(batch, key=lambda work: work.draft is not None):
            if posts:
                answers += posted([work.draft for work in works if work.draft])
            else:
                answers += [acted(work.action) for work in works if work.action]
    return answers


def posted(drafts: Sequence[Draft]) -> Sequence[Answer]:
    """All drafts at once; one by one where another process has just said the same."""
    try:
        with transaction.atomic():
            return post_all(drafts)
    except IntegrityError:
        if len(drafts) == 1:
            return [Refusal("try_again", 0.1)]
        return [answer for draft in drafts for answer in posted([draft])]


def acted(action: Callable[[], Outcome[Any]]) -> Answer:
    """One action, which undoes only what it did itself where it fails."""
    try:
        with transaction.atomic():
            return action()
    except IntegrityError:
        return Refusal("try_again", 0.1)
    except Refusal as refusal:
        return refusal
