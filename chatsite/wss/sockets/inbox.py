"""What a client has said and the application has not yet taken: bounded, so that reading pauses."""

import asyncio

FULL = 64 * 1024  # bytes at which reading pauses
EVENT = 512  # bytes that an event counts beside its payload


class Inbox:
    """The queue from a socket to its application, which pauses the reading while it is full.

    `pause` and `resume` are called with nothing, once for each change. An asyncio.Queue would do
    the same, but its four deques take 3 kB of every idle socket.
    """

    __slots__ = ("events", "pause", "paused", "resume", "size", "waiters")

    def __init__(self, pause, resume):
        self.pause, self.resume = pause, resume
        self.events = []  # some hundred at most, since each counts
        self.size = 0
        self.paused = False
        self.waiters = []  # of the application, while there is nothing for it

    def forget(self):
        """Call nobody any more: the client has gone."""
        self.pause = self.resume = lambda: None

    @property
    def is_idle(self):
        """Whether the application has taken everything and asks for more."""
        return not self.events and bool(self.waiters)

    def put_nowait(self, event):
        """Add an event, and wake the application that waits for one."""
        self.events.append(event)
        self.size += cost(event)
        if self.size > FULL and not self.paused:
            self.paused = True
            self.pause()
        for waiter in self.waiters:
            if not waiter.done():  # it was cancelled
                waiter.set_result(None)
        self.waiters.clear()

    async def get(self):
        """The next event, as soon as there is one."""
        while not self.events:
            self.waiters.append(waiter := asyncio.get_running_loop().create_future())
            await waiter
        event = self.events.pop(0)
        self.size -= cost(event)
        if self.paused and self.size < FULL // 2:
            self.paused = False
            self.resume()
        return event


def cost(event):
    """About how many bytes an event takes."""
    return EVENT + len(event.get("text") or event.get("bytes") or "")
