"""Database work off the event loop, in a few threads of our own with their own connections.

Django's `sync_to_async` has one thread for a whole process: there, one slow query would stall
every socket. Here a lane is as wide as it is, and what waits too long in line is refused.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    ProgrammingError,
    connections,
)

from chat.protocol.frames import Refusal

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")
LINE = 1000  # calls that may wait in a lane
RETRY_AFTER = 2.0  # seconds


class Guard:
    """Does database work in the thread that calls, and turns every trouble into a Refusal.

    `try_again` while the database cannot be used, which is said once in the log; `failed`, with a
    traceback in the log, for what should not have happened.
    """

    losses = 0  # of all guards: what breaks one thread's connection breaks those of the others
    thread = threading.local()

    def __init__(self, name: str) -> None:
        self.name = name
        self.away = False

    def __call__(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if getattr(self.thread, "losses", 0) != Guard.losses:
            connections.close_all()
            self.thread.losses = Guard.losses
        try:
            result = work(*args, **kwargs)
        except Refusal:
            raise
        except Exception as error:
            if is_away(error):
                self.lose(error)
                raise Refusal("try_again", RETRY_AFTER) from error
            logger.exception("%s failed", self.name)
            raise Refusal("failed") from error
        self.find()
        return result

    def lose(self, error: Exception) -> None:
        """The database cannot be used; the next call has a new connection, in every thread."""
        Guard.losses += 1
        if not self.away:
            cause = str(error).strip() or type(error).__name__
            logger.error("%s: the database cannot be used: %s. Trying again.", self.name, cause)
        self.away = True

    def find(self) -> None:
        """The database can be used."""
        if self.away:
            logger.warning("%s: the database can be used again.", self.name)
        self.away = False


class Lane:
    """So many threads for one kind of work."""

    def __init__(self, name: str, threads: int) -> None:
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self.guard = Guard(name)
        self.waiting = 0

    async def ask(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` answers; raises Refusal, and nothing else, where it cannot be had."""
        if self.waiting >= LINE:
            raise Refusal("try_again", RETRY_AFTER)
        loop = asyncio.get_running_loop()
        self.waiting += 1
        try:
            return await loop.run_in_executor(
                self.threads, lambda: self.guard(work, *args, **kwargs)
            )
        finally:
            self.waiting -= 1


def is_away(error: Exception) -> bool:
    """Whether the fault is the database's (gone, locked, full) and not that of what was asked."""
    ours = isinstance(error, DataError | IntegrityError | ProgrammingError)
    return isinstance(error, DatabaseError | InterfaceError) and not ours


# Made when first used; the threads are idle until then.
reads = Lane("chat-reads", 4)  # short questions: a room, a page of history
searches = Lane("chat-searches", 2)  # those that may take long, so that they wait for each other
