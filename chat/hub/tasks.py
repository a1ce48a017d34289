"""What runs beside everything else: the hub, sockets and notes let much of it."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from chat.protocol.frames import Refusal

logger = logging.getLogger(__name__)


class Tasks:
    """Keeps tasks until they are done, and says which of them failed."""

    def __init__(self) -> None:
        self.running: set[asyncio.Future[None]] = set()

    def keep(self, work: Coroutine[Any, Any, None]) -> asyncio.Future[None]:
        """Let it run; whoever wants to know how it ends waits for it."""
        task = asyncio.ensure_future(work)
        self.running.add(task)
        task.add_done_callback(self.end)
        return task

    def end(self, task: asyncio.Future[None]) -> None:
        self.running.discard(task)
        error = None if task.cancelled() else task.exception()
        if error and not isinstance(error, Refusal):
            logger.error("Something beside failed", exc_info=error)
