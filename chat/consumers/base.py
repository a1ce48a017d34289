"""What every socket of ours does alike: accept, refuse in words, keep to the rate."""

import asyncio
import time
from contextlib import suppress

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from django.conf import settings

from chat.consumers import language
from chat.consumers.visible import Visible
from chat.hub.tasks import Tasks
from chat.limits import Bucket
from chat.metrics import counts
from chat.protocol.frames import Close, Error, Refusal
from chat.wording import words

PATIENCE = 100  # refused messages in a row after which a flood is closed
BURST = 10  # seconds' worth of messages that may come at once
LAST_WORD = 0.5  # seconds for a client to make room for the last word

keep = Tasks().keep  # what a socket lets run beside what it hears


class Socket(Visible):
    """A socket with no channel of its own: the hub of the process brings what others say."""

    async def __call__(self, scope, receive, send):
        # AsyncConsumer waits for the client and for a channel at once, with a task for each frame,
        # and closes old database connections in a thread before each. These sockets have no channel
        # and use no database: without all that, an echo costs half and a silent socket less memory.
        self.scope, self.base_send, self.channel_layer = scope, send, None
        try:
            with suppress(StopConsumer):
                while True:
                    message = await receive()
                    await getattr(self, get_handler_name(message))(message)
        finally:
            self.vanish()

    async def connect(self):
        await self.enter()
        # A mini-program's handshake fails unless one of the subprotocols it offers is answered.
        offered = self.scope["subprotocols"]
        await self.accept(offered[0] if offered else None)
        self.bucket = self.pace(time.monotonic())
        await self.opened()

    async def enter(self):
        """What a door does before the client counts itself as connected."""

    def pace(self, now):
        """How fast messages may come through this door."""
        return Bucket(settings.WSS_RATE, settings.WSS_RATE * BURST, now)

    async def opened(self):
        """What a door does once the client can hear it."""

    async def receive(self, text_data=None, bytes_data=None):
        wait = self.bucket.take(time.monotonic())
        if not wait:
            await self.message(text_data, bytes_data)
        elif self.bucket.refused == 1 or self.bucket.refused == PATIENCE:
            error = Error(
                "too_fast",
                f"At most {settings.WSS_RATE} messages a second: from this one on, what comes "
                "before retry_after is over is not taken.",
                retry_after=wait,
            )
            final = Close.TOO_FAST if self.bucket.refused == PATIENCE else None
            await self.refuse(error, final)

    async def message(self, text, data):
        """What a door does with a message: `text` of a text frame, else `data` of a binary one."""

    async def refuse(self, error, code=None):
        """Say what is wrong in a frame, which all clients can see; then close with `code`, whether
        the client reads it or not.
        """
        counts.refusals += 1
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORD if code else None):
                await self.send(error.encode())
        if code:
            await self.close(code, error.text)

    # ---- Dismissed by whoever runs the site ----

    @property
    def language(self):
        """In which language this client is refused."""
        return language.of_handshake(dict(self.scope["headers"]))

    async def dismiss(self, reason):
        """Say why, and close, whether the client reads it or not."""
        await self.part(Refusal("dismissed", reason=reason or "–"))

    async def part(self, refusal):
        """The last word to a client that is dismissed."""
        await self.refuse(Error(refusal.code, words(refusal, self.language)), Close.DISMISSED)
