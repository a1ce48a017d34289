"""What a client has said and the application has not yet taken: bounded, so that reading pauses."""

import asyncio

FULL = 64 * 1024  # bytes at which reading pauses
EVENT = 512  # bytes that an event counts beside its payload


class Inbox(asyncio.Queue):
    """The queue from a socket to its application, which pauses the reading while it is full.

    `pause` and `resume` are called with nothing, once for each change.
    """

    def __init__(self, pause, resume):
        super().__init__()
        self.pause, self.resume = pause, resume
        self.size = 0
        self.paused = False

    def forget(self):
        """Call nobody any more: the client has gone."""
        self.pause = self.resume = lambda: None

    def _put(self, event):
        super()._put(event)
        self.size += cost(event)
        if self.size > FULL and not self.paused:
            self.paused = True
            self.pause()

    def _get(self):
        event = super()._get()
        self.size -= cost(event)
        if self.paused and self.size < FULL // 2:
            self.paused = False
            self.resume()
        return event


def cost(event):
    """About how many bytes an event takes."""
    return EVENT + len(event.get("text") or event.get("bytes") or "")
