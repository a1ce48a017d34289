"""What answers on a path that is no door."""

from chat.consumers.base import Socket
from chat.protocol.frames import Close, Error

DOORS = "/, /wss, /wss/whoami, /wss/broadcast/<name>, /wss/chat"


class Nowhere(Socket):
    """Accepts, so that it can be told: a refused handshake shows a client nothing but a number."""

    door = "nowhere"

    async def opened(self):
        error = Error("no_such_door", f"There is no door at {self.scope['path']}. Doors: {DOORS}")
        await self.refuse(error, Close.NO_SUCH_DOOR)

    async def receive(self, text_data=None, bytes_data=None):
        """Whatever it says before it has read the refusal is moot."""
