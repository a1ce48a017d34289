"""ASGI's lifespan: an application hears when its server begins, and before it ends.

https://asgi.readthedocs.io/en/latest/specs/lifespan.html
"""

import asyncio
import logging
from contextlib import suppress

logger = logging.getLogger(__name__)

PATIENCE = 2  # seconds for an application to bring to an end what it began


class Lifespan:
    """Runs the application once, beside its connections; one that knows no lifespan may refuse."""

    def __init__(self, application):
        self.application = application
        self.said: asyncio.Queue[dict[str, str]] = asyncio.Queue()
        self.ended = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    def begin(self):
        """Tell it that the server serves; nobody waits for what it does."""
        self.said.put_nowait({"type": "lifespan.startup"})
        self.task = asyncio.get_running_loop().create_task(self.run())

    async def end(self):
        """Tell it that the server ends, and return once it is done, or has taken too long."""
        if self.task is None or self.task.done():
            return
        self.said.put_nowait({"type": "lifespan.shutdown"})
        with suppress(TimeoutError):
            await asyncio.wait_for(self.ended.wait(), PATIENCE)
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)

    async def run(self):
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": {}}
        try:
            await self.application(scope, self.said.get, self.heard)
        except Exception as error:  # by the specification it is one that knows no lifespan
            logger.debug("The application takes no part in the server's lifespan: %r", error)
        finally:
            self.ended.set()

    async def heard(self, message):
        """What the application says of it."""
        if message["type"].endswith(".failed"):
            logger.error("The application: %s", message.get("message") or message["type"])
        if message["type"].startswith("lifespan.shutdown."):
            self.ended.set()
