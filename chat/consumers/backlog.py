"""Frames on their way through a server whose `send` may wait: in order, and bounded."""

import asyncio
from collections import deque
from typing import Any

from chat.consumers.base import keep

FULL = 256 * 1024  # characters that a reader may be behind


class Backlog:
    """Sends one text after the other; `send` is the consumer's."""

    def __init__(self, send):
        self.send = send
        self.waiting: deque[str] = deque()
        self.size = 0
        self.task: Any = None

    def put(self, text):
        """Have it sent in its turn; False where the reader is too far behind."""
        self.waiting.append(text)
        self.size += len(text)
        if self.task is None:
            self.task = keep(self.run())
        return self.size <= FULL

    def clear(self):
        """Forget what waits."""
        self.waiting.clear()
        self.size = 0

    async def flush(self, seconds):
        """Return once all of it is sent, or after so many seconds."""
        if self.task:
            await asyncio.wait({self.task}, timeout=seconds)

    async def run(self):
        try:
            while self.waiting:
                text = self.waiting.popleft()
                await self.send(text)
                self.size = max(0, self.size - len(text))
        finally:
            self.task = None
