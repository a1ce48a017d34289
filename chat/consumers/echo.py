"""The echo door: whatever comes in goes back unchanged, the first thing to try with any client."""

from chat.consumers.base import Socket


class Echo(Socket):
    """Answers `tom` with `tom`."""

    door = "echo"

    async def message(self, text, data):
        await self.send(text, data)
