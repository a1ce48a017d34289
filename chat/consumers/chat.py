"""The chat door: one socket for all of a person's rooms, by chat.v1."""

import time
from typing import Any, Union

import msgspec

from chat.consumers import identity
from chat.consumers.base import Socket
from chat.consumers.seat import Seat
from chat.dispatch import obey
from chat.hub import hub
from chat.models import log, mine
from chat.pool import reads
from chat.protocol import commands, replies
from chat.protocol.frames import Close, Error, Refusal

decoder = msgspec.json.Decoder(Union[commands.COMMANDS])  # noqa: UP007  made of a tuple


class Chat(Socket):
    """Takes commands, answers each once, and gives the events of the rooms that are open."""

    async def opened(self):
        self.seats = {}
        self.user: Any = None
        self.fast = self.scope.get("extensions", {}).get("wss.broadcast")
        cookies = dict(self.scope["headers"]).get(b"cookie", b"").decode("latin-1")
        if cookies:
            self.user = await reads.ask(identity.by_session, cookies)

    async def message(self, text, data):
        try:
            command = decoder.decode(text or "")
        except msgspec.ValidationError as error:
            return await self.refuse(Error("bad_command", str(error)))
        try:
            reply = await self.obey(command)
        except Refusal as refusal:
            reply = replies.Refused(error=refusal.code, text=refusal.code)
        if reply:
            reply.re = command.ref
            await self.send(msgspec.json.encode(reply).decode())

    async def obey(self, command):
        if isinstance(command, commands.Hello):
            return await self.hello(command)
        if self.user is None:
            return await self.refuse(Error("not_signed_in", "Say hello."), Close.NOT_SIGNED_IN)
        if isinstance(command, commands.RoomOpen):
            return await self.open(command)
        return await obey(self.user.id, command)

    async def hello(self, command):
        if command.token:
            self.user = await reads.ask(identity.by_token, command.token)
        return replies.Welcome(
            user=self.user,
            rooms=await reads.ask(mine.rooms_of, self.user.id),
            limits=replies.Limits(4000, 65536, 10, 1, 50, 20, 10, 25_000_000),
            heartbeat=25,
            server=replies.Server("0", time.time()),
        )

    async def open(self, command):
        seat = self.seats.setdefault(command.room, Seat(self.say))
        await hub().rooms.join(command.room, self.user.id, seat.hear)
        opened = await reads.ask(
            log.opened, self.user.id, command.room, command.since, command.epoch
        )
        opened.re = command.ref
        await self.send(msgspec.json.encode(opened).decode())
        seat.begin(opened.seq)

    def say(self, event):
        event.frame = event.frame or self.fast["prepare"](event.text, None)
        self.fast["write"](event.frame)

    async def disconnect(self, code):
        for room, seat in getattr(self, "seats", {}).items():
            hub().rooms.leave(room, seat.hear)
