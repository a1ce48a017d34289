"""How somebody comes in at the chat door, and how long they may stay."""

import asyncio
from typing import Any

from django.conf import settings

from chat import identity
from chat.consumers import language, origins
from chat.consumers.base import keep
from chat.consumers.chat.speech import Speech
from chat.consumers.owned import CODES, Owned
from chat.models.heads import rooms_open_to
from chat.models.proofs import Proof
from chat.pool import reads
from chat.presence import presence
from chat.protocol.frames import Refusal

PATIENCE = 10.0  # seconds for a client to say who it is


class Entry(Owned, Speech):
    """The part of a chat socket that knows whose it is.

    The first of these counts: an access token in the Authorization header; the session cookie, for
    a page of ours (`origins`); a token in the first hello. The cookie of a foreign page, or one
    that came without Origin, is as none: a mini-program keeps cookies without knowing, and says
    hello with its token next. Who does not is told of the Origin, and closed with 4505. What the
    socket may do is what the first of these allows, for as long as it lasts.
    """

    foreign = False  # a cookie came that does not count
    clock: Any = None
    visit: Any = None  # what others see of it

    async def opened(self):
        try:
            await self.look()
        except Refusal as refusal:
            await self.turn_away(refusal)
        if self.user is None and not self.left:
            self.clock = asyncio.get_running_loop().call_later(PATIENCE, self.give_up)

    async def look(self):
        """Let in who is known by the handshake; raises Refusal."""
        headers = dict(self.scope["headers"])
        if (secret := self.bearer()) is not None:
            return await self.admit_by(secret)
        if key := language.cookie(headers, settings.SESSION_COOKIE_NAME):
            origin = headers.get(b"origin", b"").decode("latin-1")
            host = headers[b"host"].decode("latin-1")
            self.foreign = not origins.is_ours(origin, self.scope["scheme"], host)
            if not self.foreign:
                proof = Proof(session=key)
                found = await reads.ask(identity.by_proof, proof)
                await self.admit(found, proof)
                if found:
                    found.note_use()

    async def admit(self, found, proof):
        """From now on this socket is somebody's, if it is anybody's; raises Refusal."""
        if found is None or self.left:
            return
        self.stop_clock()
        if await super().admit(found, proof) and self.may_change:
            await self.be_seen()

    async def be_seen(self):
        """Let others see that somebody is here; of who only reads nobody sees anything."""
        rooms = await reads.ask(rooms_open_to, self.user.id)
        if not self.left:
            self.visit = presence().enter(self.user.id, rooms)

    # ---- The way out ----

    async def turn_away(self, refusal=None, ref=None):
        """Refuse who is nobody, or may be here no longer."""
        if refusal is None:
            refusal = Refusal("foreign_origin" if self.foreign else "not_signed_in")
        await self.decline(refusal, ref, CODES[refusal.code])

    def give_up(self):
        """Time is over."""
        if self.user is None:
            keep(self.turn_away())

    def stop_clock(self):
        if self.clock:
            self.clock.cancel()
            self.clock = None

    async def disconnect(self, code):
        self.left = True
        self.stop_clock()
        if self.visit:
            self.visit.leave()
        await super().disconnect(code)
