"""The door that tells a client how the server sees it: its address, which a proxy may hide."""

import time

from chat.consumers.base import Socket
from chat.protocol import frames as protocol


class Whoami(Socket):
    """Tells once, and again for every message."""

    door = "whoami"

    async def opened(self):
        await self.message(None, None)

    async def message(self, text, data):
        client, headers = self.scope["client"], dict(self.scope["headers"])
        you = protocol.Whoami(
            address=client[0] if client else None,
            scheme=self.scope["scheme"],
            host=headers[b"host"].decode("latin-1"),
            time=time.time(),
        )
        await self.send(you.encode())
