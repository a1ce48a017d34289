"""Sockets that are somebody's, for as long as what they have shown counts."""

from django.conf import settings

from chat import identity
from chat.consumers.base import Socket
from chat.consumers.watch import watch
from chat.hub import hub
from chat.models.access import digest
from chat.models.proofs import Proof
from chat.pool import reads
from chat.protocol.frames import Close, Refusal

LATER = 30.0  # seconds after which a socket that died in silence is surely gone

# How a socket ends whose person is refused.
CODES = {
    "not_signed_in": Close.NOT_SIGNED_IN,
    "door_closed": Close.NOT_SIGNED_IN,
    "signed_out": Close.SIGNED_OUT,
    "banned": Close.BANNED,
    "foreign_origin": Close.FOREIGN_ORIGIN,
    "too_many_sockets": Close.TOO_FAST,
    "try_again": Close.TRY_AGAIN,
}


class Owned(Socket):
    """The part of a socket that knows whose it is, and asks again when something is decided.

    A person has so many sockets on one process at a time. The newest is refused: those that are
    open are of tabs and phones that work.
    """

    proof = Proof()  # what its client has shown
    stamp = ""  # what that hung on when it was last looked at
    may_change = False  # anything that others see, or that is stored

    @property
    def shown(self):
        """Whose it is, and by what."""
        return self.user.id, self.proof

    def bearer(self):
        """The token that the handshake showed, or None."""
        told = dict(self.scope["headers"]).get(b"authorization", b"").decode("latin-1")
        kind, _, secret = told.partition(" ")
        return secret.strip() if kind.lower() == "bearer" else None

    async def admit_by(self, secret):
        """Let in the owner of a token; raises Refusal."""
        proof = Proof(digest=digest(secret))
        found = await reads.ask(identity.by_proof, proof)
        if found is None:
            raise Refusal("not_signed_in")
        if self.user is None:
            await self.admit(found, proof)
        elif found.user.id != self.user.id:
            raise Refusal("signed_in_as_another")
        found.note_use()

    async def admit(self, found, proof):
        """From now on this socket is somebody's; False where they had to leave at once.

        Raises Refusal.
        """
        most, user = settings.CHAT_LIMITS.sockets, found.user
        if 0 < most <= len(hub().people.sockets.get(user.id, ())):
            raise Refusal("too_many_sockets", LATER, most=most)
        hub().people.join(user.id, self.told)
        self.proof = proof
        self.take_up(found)
        watch().add(self)
        await hub().people.reach(user.id)
        # What was decided since the proof was looked at was told before this socket could hear it.
        return await self.look_again()

    def take_up(self, found):
        """Be what its person is now, and may."""
        self.user, self.may_change, self.stamp = found.user, found.may_change, found.stamp

    async def look_again(self):
        """Turn away whoever may be here no longer: the session, the token, the account, bans.

        False: they had to leave.
        """
        refusal = Refusal("signed_out")
        try:
            if found := await reads.ask(identity.by_proof, self.proof):
                self.take_up(found)
                return True
        except Refusal as why:
            refusal = why
        if refusal.code != "try_again":
            await self.turn_away(refusal)
        return refusal.code == "try_again"

    async def turn_away(self, refusal):
        """Say why, and close."""
        raise NotImplementedError

    def told(self, event):
        """Hear what is meant for this user alone."""
        raise NotImplementedError

    async def disconnect(self, code):
        if self.user is not None:
            watch().discard(self)
            hub().people.leave(self.user.id, self.told)
