"""What a chat socket says: replies, events, refusals, and a last word before each close."""

import asyncio
import random
from contextlib import suppress
from typing import Any

import msgspec
from django.conf import settings

from chat.consumers.backlog import Backlog
from chat.consumers.base import LAST_WORD, Socket, keep
from chat.metrics import counts
from chat.protocol.events import Bye
from chat.protocol.frames import VERSION, Close, Error, Refusal
from chat.protocol.replies import Refused
from chat.wording import words

LAST_READING = 10  # seconds for a slow reader to hear why it is closed
LONGEST_REASON = 123  # bytes of a close frame's (RFC 6455, 5.5)

# What the server's own closes are in words; of others its reason is told.
REASONS = {
    Close.RESTART: "restarting",
    Close.SILENT: "silent",
    Close.TOO_SLOW: "too_slow",
    1011: "failed",
}


class Speech(Socket):
    """The part of a chat socket that speaks.

    What others say is written at once and waits for nobody: who reads too slowly is closed. A reply
    waits until there is room for the next, so that whoever asks much and reads little is asked to
    wait, by not being read.
    """

    wish: str | None = None  # the language that the client asked for
    left = False  # the last word was said
    fast: Any = None
    backlog: Any = None

    async def connect(self):
        extensions = self.scope.get("extensions", {})
        self.fast = extensions.get("wss.broadcast")
        if self.fast is None:  # another server than ours
            self.backlog = Backlog(self.send)
        elif "wss.goodbye" in extensions:
            extensions["wss.goodbye"]["register"](self.last_words)
        # A mini-program's handshake fails unless one of the subprotocols it offers is answered.
        offered = self.scope["subprotocols"]
        await self.accept(VERSION if VERSION in offered else next(iter(offered), None))
        await self.opened()

    @property
    def language(self):
        """In which language this client is refused."""
        return self.wish or super().language

    # ---- What it says ----

    def hear(self, event):
        """Write what happened, without waiting for this client."""
        if self.left:
            return
        if self.fast:
            event.frame = event.frame or self.fast["prepare"](event.text, None)
            self.fast["write"](event.frame)
        elif not self.backlog.put(event.text):
            self.backlog.clear()
            keep(self.leave(Close.TOO_SLOW, Refusal("too_slow")))

    async def say(self, text):
        """Write something for this client alone; returns when there is room for more."""
        if self.backlog:
            self.backlog.put(text)
        else:
            await self.send(text)

    async def answer(self, reply):
        """Write a reply."""
        await self.say(encoded(reply))

    async def decline(self, refusal, ref=None, code=None):
        """Refuse in words: the command with this `ref`, or without one whatever it was.

        With a close code it is the end.
        """
        if self.left:
            return
        counts.refusals += 1
        text = words(refusal, self.language)
        told = {"error": refusal.code, "text": text, "retry_after": refusal.retry_after}
        said = Error(**told).encode() if ref is None else encoded(Refused(re=ref, **told))
        if code:
            await self.leave(code, refusal, said)
        else:
            await self.say(said)

    # ---- The last word ----

    async def part(self, refusal):
        if self.left:  # and its last word may still wait for it to read
            await self.close(Close.DISMISSED)
        await self.leave(Close.DISMISSED, refusal)

    async def leave(self, code, refusal, *before):
        """Say goodbye and close, whether the client reads it or not: nothing of it counts now."""
        if self.left:
            return
        self.left = True
        text = words(refusal, self.language)
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORD):
                for frame in (*before, bye(code, text, refusal.retry_after)):
                    await self.say(frame)
        if self.backlog:
            await self.backlog.flush(LAST_READING)
        await self.close(code, text.encode()[:LONGEST_REASON].decode(errors="ignore"))

    def last_words(self, code, reason):
        """The frame that the server writes before it closes by itself."""
        self.left = True
        if known := REASONS.get(code):
            reason = words(Refusal(known), self.language)
        return self.fast["prepare"](bye(code, reason), None)


def encoded(reply):
    """A reply as text."""
    return msgspec.json.encode(reply).decode()


def bye(code, text, retry_after=None):
    """A goodbye; a crowd that is sent away for no fault of its own does not come back at once."""
    if code in (Close.RESTART, Close.TRY_AGAIN):
        longest = max(1.0, settings.WSS_DRAIN_SECONDS)
        retry_after = round(random.uniform(0.5, longest), 2)  # noqa: S311  no secret
    return Bye(code, text, code < Close.SIGNED_OUT, retry_after).encode()
