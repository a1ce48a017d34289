"""One socket: commands and their replies, and events as they come."""

import asyncio
import itertools
import json

import websockets

from tests.waiting import PATIENCE


class Lost(Exception):
    """The socket ended before the reply: whether the command was done is not known."""


class Refused(Exception):
    """The server's answer is no: `error` for programs, `text` for people."""

    def __init__(self, reply):
        super().__init__(f"{reply['error']}: {reply['text']}")
        self.error, self.retry_after = reply["error"], reply.get("retry_after")


class Session:
    """Asks on one socket; what the server says unasked goes to `hear`."""

    def __init__(self, socket, hear):
        self.socket, self.hear = socket, hear
        self.refs = itertools.count(1)
        self.asked = {}
        self.stray = []  # replies to nothing that was asked, or second ones

    async def listen(self):
        """Take frames until the socket ends; whoever waits for a reply then hears so."""
        try:
            async for text in self.socket:
                self.take(json.loads(text))
        except websockets.ConnectionClosed:
            pass
        finally:
            asked, self.asked = self.asked, None
            for future, _ in asked.values():
                if not future.done():
                    future.set_result(None)

    def take(self, frame):
        if "on" in frame:
            return self.hear(frame)
        future, use = self.asked.pop(frame["re"], (None, None))
        if future is None:
            return self.stray.append(frame)
        if use and "error" not in frame:
            use(frame)
        if not future.done():
            future.set_result(frame)

    async def ask(self, do, use=None, **fields):
        """The reply; `use` is called with it before any later frame is taken.

        Raises Refused, and Lost where there is no reply.
        """
        if self.asked is None:
            raise Lost
        ref, future = next(self.refs), asyncio.get_running_loop().create_future()
        self.asked[ref] = future, use
        try:
            await self.socket.send(json.dumps({"do": do, "ref": ref, **fields}))
            async with asyncio.timeout(PATIENCE):  # wait_for may lose a cancellation (gh-86296)
                reply = await future
        except websockets.ConnectionClosed:
            raise Lost from None
        except TimeoutError:
            self.abort()
            raise Lost from None
        if reply is None:
            raise Lost
        if "error" in reply:
            raise Refused(reply)
        return reply

    async def insist(self, do, use=None, **fields):
        """The same, as often as the server says that time will cure its refusal."""
        while True:
            try:
                return await self.ask(do, use, **fields)
            except Refused as refusal:
                if refusal.error not in ("try_again", "too_fast"):
                    raise
                await asyncio.sleep(refusal.retry_after or 1)

    def abort(self):
        """End the connection as a network does that is gone: without a word."""
        self.socket.transport.abort()
