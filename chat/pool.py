"""Database work off the event loop, in a few threads of our own with their own connections.

Django's `sync_to_async` has one thread for a whole process: there, one slow query would stall
every socket. Here a lane is as wide as it is, and what waits too long in line is refused.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, InterfaceError, connections

from chat.protocol.frames import Refusal

P = ParamSpec("P")
T = TypeVar("T")
LINE = 1000  # calls that may wait in a lane
RETRY_AFTER = 2.0  # seconds


class Lane:
    """So many threads for one kind of work."""

    def __init__(self, name: str, threads: int) -> None:
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self.waiting = 0

    async def ask(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` answers; raises Refusal (try_again) while the database cannot be asked."""
        if self.waiting >= LINE:
            raise Refusal("try_again", RETRY_AFTER)
        loop = asyncio.get_running_loop()
        self.waiting += 1
        try:
            return await loop.run_in_executor(self.threads, lambda: guarded(work, *args, **kwargs))
        finally:
            self.waiting -= 1


def guarded(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do it in this thread; a connection that broke is dropped: the next call has another."""
    try:
        return work(*args, **kwargs)
    except (DatabaseError, InterfaceError) as error:
        for connection in connections.all(initialized_only=True):
            connection.close()
        raise Refusal("try_again", RETRY_AFTER) from error


# Made when first used; the threads are idle until then.
reads = Lane("chat-reads", 4)  # short questions: a room, a page of history
searches = Lane("chat-searches", 2)  # those that may take long, so that they wait for each other
