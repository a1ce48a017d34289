"""The broadcast door: what one socket says, every socket in the same group hears, on every node."""

from django.conf import settings

from chat.consumers.base import keep
from chat.consumers.owned import CODES, Owned
from chat.hub import hub
from chat.protocol.frames import Error, Refusal
from chat.wording import words


class Broadcast(Owned):
    """A member of the group that the path names, itself among those who hear what it says.

    Anybody may come in while the setting has the door open, else the owner of an access token that
    stands in the Authorization header, for as long as it lasts.
    """

    door = "broadcast"

    group = None  # until the door has let it in
    refusal = None  # why it has not
    listening = False

    async def enter(self):
        # First the group, then the answer: a client that is connected misses nothing.
        try:
            await self.know()
        except Refusal as refusal:
            self.refusal = refusal
        else:
            self.group = self.scope["url_route"]["kwargs"]["name"]
            self.fast = self.scope.get("extensions", {}).get("wss.broadcast")
            await hub().groups.join(self.group, self.hear)

    async def know(self):
        """Raise Refusal for who may not come in."""
        if settings.WSS_OPEN_BROADCAST:
            return
        secret = self.bearer()
        if secret is None:
            raise Refusal("door_closed")
        await self.admit_by(secret)

    async def opened(self):
        self.listening = True
        if self.refusal:
            await self.turn_away(self.refusal)

    def hear(self, said):
        """Write what somebody in the group said, without waiting for this client."""
        if not self.listening:
            return
        if self.fast:
            said.frame = said.frame or self.fast["prepare"](said.text, said.data)
            self.fast["write"](said.frame)
        else:  # another server than ours: its send may wait, so a task does it
            keep(self.send(said.text, said.data))

    async def message(self, text, data):
        if self.group is None:
            return
        if self.user and not self.may_change:
            await self.refuse(self.error(Refusal("read_only")))
        else:
            hub().groups.publish(self.group, text, data)

    # ---- Whose it is, where the door is not open to anybody ----

    def told(self, event):
        if event.close:
            keep(self.look_again())

    async def turn_away(self, refusal):
        self.leave_group()
        if self.listening:
            await self.refuse(self.error(refusal), CODES[refusal.code])
        else:
            self.refusal = refusal  # it is not yet accepted, and can be told nothing

    def error(self, refusal):
        text = words(refusal, self.language)
        return Error(refusal.code, text, refusal.retry_after)

    def leave_group(self):
        """Say and hear nothing in the group any more."""
        if self.group is not None:
            hub().groups.leave(self.group, self.hear)
            self.group = None

    async def disconnect(self, code):
        self.leave_group()
        await super().disconnect(code)
