"""How somebody comes in at the chat door, and how long they may stay."""

import asyncio
from functools import partial
from typing import Any

from django.conf import settings

from chat import identity
from chat.consumers import language, origins
from chat.consumers.base import keep
from chat.consumers.chat.speech import Speech
from chat.consumers.chat.watch import watch
from chat.hub import hub
from chat.models.access import digest
from chat.models.heads import rooms_open_to
from chat.pool import reads
from chat.presence import presence
from chat.protocol.frames import Close, Refusal

PATIENCE = 10.0  # seconds for a client to say who it is
LATER = 30.0  # seconds after which a socket that died in silence is surely gone

# How a socket ends whose person is refused.
CODES = {
    "not_signed_in": Close.NOT_SIGNED_IN,
    "signed_out": Close.SIGNED_OUT,
    "banned": Close.BANNED,
    "foreign_origin": Close.FOREIGN_ORIGIN,
    "too_many_sockets": Close.TOO_FAST,
    "try_again": Close.TRY_AGAIN,
}


class Entry(Speech):
    """The part of a chat socket that knows whose it is.

    The first of these counts: an access token in the Authorization header; the session cookie, for
    a page of ours (`origins`); a token in the first hello. The cookie of a foreign page, or one
    that came without Origin, is as none: a mini-program keeps cookies without knowing, and says
    hello with its token next. Who does not is told of the Origin, and closed with 4505. What the
    socket may do is what the first of these allows, for as long as it lasts.

    A person has so many sockets on one process at a time. The newest is refused: those that are
    open are of tabs and phones that work.
    """

    proof: Any = None  # the question that says whether the user may still be here
    may_change = False  # anything that others see, or that is stored
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
        kind, _, secret = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        if kind.lower() == "bearer":
            return await self.admit_by(secret.strip())
        if key := language.cookie(headers, settings.SESSION_COOKIE_NAME):
            origin = headers.get(b"origin", b"").decode("latin-1")
            host = headers[b"host"].decode("latin-1")
            self.foreign = not origins.is_ours(origin, self.scope["scheme"], host)
            if not self.foreign:
                proof = partial(identity.by_session, key)
                found = await reads.ask(proof)
                await self.admit(found, proof)
                if found:
                    found.note_use()

    async def admit_by(self, secret):
        """Let in the owner of a token; raises Refusal."""
        proof = partial(identity.by_digest, digest(secret))
        found = await reads.ask(proof)
        if found is None:
            raise Refusal("not_signed_in")
        if self.user is None:
            await self.admit(found, proof)
        elif found.user.id != self.user.id:
            raise Refusal("signed_in_as_another")
        found.note_use()

    async def admit(self, found, proof):
        """From now on this socket is somebody's, if it is anybody's; raises Refusal."""
        if found is None or self.left:
            return
        most, user = settings.CHAT_LIMITS.sockets, found.user
        if 0 < most <= len(hub().people.sockets.get(user.id, ())):
            raise Refusal("too_many_sockets", LATER, most=most)
        self.stop_clock()
        hub().people.join(user.id, self.told)
        self.user, self.proof, self.may_change = user, proof, found.may_change
        watch().add(self)
        # What was decided since the proof was looked at was told before this socket could hear it.
        if await self.look_again():
            return
        if self.may_change:
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

    async def look_again(self, code=None):
        """Close unless the user may still be here: the session, the token, the account, bans.

        The code says what somebody has just decided about this user. True: they had to leave.
        """
        refusal = None
        try:
            if found := await reads.ask(self.proof):
                self.user = found.user  # who may be called otherwise by now
            else:
                refusal = Refusal("signed_out")
        except Refusal as why:
            refusal = why
        if code == Close.BANNED:
            refusal = Refusal("banned")
        leaves = refusal is not None and refusal.code != "try_again"
        if leaves:
            await self.turn_away(refusal)
        return leaves

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
        if self.user is not None:
            watch().discard(self)
            if self.visit:
                self.visit.leave()
            hub().people.leave(self.user.id, self.told)
