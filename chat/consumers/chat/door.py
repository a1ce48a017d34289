"""The chat door: takes commands one after the other, and answers each once."""

import logging
import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from chat.consumers import language
from chat.consumers.base import PATIENCE
from chat.consumers.chat.rooms import Rooms
from chat.dispatch import QUESTIONS, obey
from chat.limits import Bucket
from chat.protocol import commands, replies
from chat.protocol.decoding import Misunderstood, decode
from chat.protocol.frames import Close, Refusal
from chat.protocol.portions import shorten_history
from chat.welcome import welcome

logger = logging.getLogger(__name__)

SECONDS = 10  # in which a socket may give `commands` commands at once
MISTAKES = 10  # within a minute, after which a socket is closed
MINUTE = 60.0


class Chat(Rooms):
    """A client's socket: commands come in, replies and events go out."""

    door = "chat"
    mistakes: Sequence[float] = ()  # when the latest were made

    async def opened(self):
        most = settings.CHAT_LIMITS.commands
        self.bucket = Bucket(most / SECONDS, most, time.monotonic())
        await super().opened()

    async def receive(self, text_data=None, bytes_data=None):
        if not self.left:  # else it was closed, and what is still on its way is moot
            try:
                await self.message(text_data, bytes_data)
            except Misunderstood as error:
                await self.object_to(error)

    async def message(self, text, data):
        if text is None:
            raise Misunderstood("Expected JSON in a text message, got a binary one")
        command = decode(text)
        if self.user is None and not isinstance(command, commands.Hello):
            await self.turn_away(ref=command.ref)
        else:
            await self.reply_to(command)

    async def object_to(self, error):
        """Say what was wrong with a command; who is wrong all the time is closed."""
        now = time.monotonic()
        await self.decline(Refusal("bad_command", problem=error.problem), error.ref)
        self.mistakes = [at for at in self.mistakes if at > now - MINUTE] + [now]
        if len(self.mistakes) >= MISTAKES:
            await self.leave(Close.BAD_COMMANDS, Refusal("mistaken", MINUTE))

    async def reply_to(self, command):
        """Do as a command says, and answer it, whatever comes of it."""
        try:
            self.keep_to_rate()
            reply = await self.obey(command)
        except Refusal as refusal:
            await self.decline(refusal, command.ref)
            await self.end_a_flood(refusal)
        except Exception:  # a fault of ours: it must cost one reply, not the socket
            logger.exception("A command failed: %s", type(command).__name__)
            await self.decline(Refusal("failed"), command.ref)
        else:
            if reply:
                reply.re = command.ref
                await self.answer(reply)

    def keep_to_rate(self):
        """Raise Refusal for a command that comes too fast."""
        if wait := self.bucket.take(time.monotonic()):
            raise Refusal("too_fast", wait)

    async def end_a_flood(self, refusal):
        if self.bucket.refused >= PATIENCE:
            await self.leave(Close.TOO_FAST, Refusal("flooding", refusal.retry_after))

    # ---- Commands ----

    async def obey(self, command):
        """The reply, or None where it was given already; raises Refusal."""
        if self.user and not self.may_change and type(command) not in READING:
            raise Refusal("read_only")
        if own := OWN.get(type(command)):
            return await own(self, command)
        reply = await obey(self.user.id, command)
        if isinstance(reply, replies.Messages):
            shorten_history(reply, onward=getattr(command, "after", 0) is not None)
        return reply

    async def hello(self, command):
        """Who somebody is, and what a client needs to begin."""
        if command.language:
            self.wish = language.spoken(command.language)
        if command.token:
            self.stop_clock()
            await self.present(command)
        if self.user is None:
            return None if self.left else await self.turn_away(ref=command.ref)
        return await welcome(self.user)

    async def present(self, command):
        """Come in by a hello's token; who is somebody already only hears why not."""
        try:
            await self.admit_by(command.token)
        except Refusal as refusal:
            if self.user is not None:
                raise
            await self.turn_away(refusal, command.ref)

    async def show(self, command):
        """Be seen by others as online, away or busy."""
        self.visit.set(command.status)
        return replies.Reply()


OWN: dict[type[commands.Command], Any] = {
    commands.Hello: Chat.hello,
    commands.Ping: Chat.ping,
    commands.RoomOpen: Chat.open,
    commands.RoomClose: Chat.shut,
    commands.Typing: Chat.typing,
    commands.PresenceSet: Chat.show,
}

# What may be said with a token that only reads: others notice nothing of it.
READING = {commands.Hello, commands.Ping, commands.RoomOpen, commands.RoomClose, *QUESTIONS}
