"""The broadcast door: what one socket says, every socket in the same group hears, on every node."""

from django.conf import settings

from chat.consumers.base import Socket, keep
from chat.hub import hub
from chat.protocol.frames import Close, Error


class Broadcast(Socket):
    """A member of the group that the path names, itself among those who hear what it says."""

    door = "broadcast"

    group = None  # until the door has let it in
    listening = False

    async def enter(self):
        # First the group, then the answer: a client that is connected misses nothing.
        if settings.WSS_OPEN_BROADCAST:
            self.group = self.scope["url_route"]["kwargs"]["name"]
            self.fast = self.scope.get("extensions", {}).get("wss.broadcast")
            await hub().groups.join(self.group, self.hear)

    async def opened(self):
        self.listening = True
        if self.group is None:
            error = Error("not_signed_in", "This door is closed here (WSS_OPEN_BROADCAST is off).")
            await self.refuse(error, Close.NOT_SIGNED_IN)

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
        if self.group is not None:
            hub().groups.publish(self.group, text, data)

    async def disconnect(self, code):
        if self.group is not None:
            hub().groups.leave(self.group, self.hear)
