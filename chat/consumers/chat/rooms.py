"""The rooms that a chat socket has open, and how it never misses what happens there."""

from typing import Any

from chat import events
from chat.actions import voice
from chat.consumers.base import keep
from chat.consumers.chat.entry import Entry
from chat.consumers.chat.seat import Seat
from chat.hub import hub
from chat.models import log
from chat.models.heads import heads_of
from chat.pool import reads
from chat.presence import presence
from chat.protocol.frames import Close, Refusal
from chat.protocol.portions import shorten_opened
from chat.protocol.replies import Heads, Reply


class Rooms(Entry):
    """The part of a chat socket that sits in rooms."""

    seats: Any = None

    async def open(self, command):
        """A room and what was missed there; from now on what happens in it is heard.

        First the seat hears, then the room is read, then follows what came in between.
        """
        room = command.room
        seat = self.seat_in(room)
        at = seat.at
        seat.pause()
        try:
            await hub().rooms.join(room, self.user.id, seat)
            opened = await reads.ask(log.opened, self.user.id, room, command.since, command.epoch)
        except Refusal as refusal:
            self.back_to(room, seat, at, refusal)
            raise
        if self.seats.get(room) is not seat:  # taken away meanwhile
            raise Refusal("not_found")
        shorten_opened(opened, command.since is not None)
        opened.more = opened.more or seat.has_lost
        opened.present = presence().of(member.user.id for member in opened.members)
        opened.re = command.ref
        await self.answer(opened)
        await self.sit(seat, opened)

    async def sit(self, seat, opened):
        """Let the room be heard, once the client has been told all that was before."""
        if opened.more:
            seat.stop()
        elif seat.has_lost:  # while the reply waited for the client
            await self.leave(Close.TOO_SLOW, Refusal("too_slow"))
        else:
            seat.begin(opened.seq, opened.epoch)

    def seat_in(self, room):
        """The seat in a room, a new one if need be."""
        self.seats = self.seats or {}
        return self.seats.setdefault(room, Seat(self))

    def back_to(self, room, seat, at, refusal):
        """A room could not be opened: all is as before, unless it is not the user's."""
        if at is None or refusal.code == "not_found":
            self.stand_up(room)
        else:
            seat.begin(at, seat.epoch)

    async def shut(self, command):
        """Hear no more of a room."""
        self.stand_up(command.room)
        return Reply()

    def stand_up(self, room):
        """Leave the seat in a room, if there is one."""
        seat = self.seats and self.seats.pop(room, None)
        if seat:
            seat.stop()
            hub().rooms.leave(room, seat)

    @property
    def open_rooms(self):
        return self.seats or ()

    def told(self, event):
        """Hear what is meant for this user alone."""
        if event.close:
            keep(self.look_again())
            return
        if event.gone:
            self.stand_up(event.gone)
        self.hear(event)

    async def typing(self, command):
        """Tell those who have a room open that somebody is writing there."""
        seat = self.seats and self.seats.get(command.room)
        if not seat or not seat.is_live:
            raise Refusal("not_found")
        await reads.ask(voice.check, self.user.id, command.room)
        hub().rooms.typing(command.room, self.user.id)
        return Reply()

    # ---- Is something missing? ----

    async def ping(self, command):
        """How far the rooms are; open ones are caught up with before the reply."""
        if not command.at:
            return Heads(heads={})
        heads = await reads.ask(heads_of, self.user.id, list(command.at))
        for room, seat in list((self.seats or {}).items()):
            if seat.is_behind(heads.get(room)):
                await self.catch_up(room, seat)
        return Heads(heads={str(room): seq for room, (seq, _) in heads.items()})

    async def catch_up(self, room, seat):
        """Tell what changed in a room after what its seat has heard, then go on.

        Raises Refusal, after which the seat hears on from where it is.
        """
        at = seat.at
        try:
            while self.seats.get(room) is seat:
                seat.pause()
                found = await reads.ask(log.changes, room, at)
                for message in found:
                    await self.say(events.message(room, at, message).text)
                    at = message.rev
                if len(found) < log.CHANGES and not seat.has_lost:
                    break
        finally:
            if self.seats.get(room) is seat:
                seat.begin(at, seat.epoch)

    async def disconnect(self, code):
        for room in list(self.seats or ()):
            self.stand_up(room)
        await super().disconnect(code)
