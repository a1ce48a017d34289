"""A person at the chat door: asks with a ref, and keeps what comes unasked."""

import json
import uuid
from contextlib import asynccontextmanager

import websockets

from tests.wire.conftest import Client


class Person(Client):
    """One socket of somebody's."""

    def __init__(self, socket):
        super().__init__(socket)
        self.refs = 0
        self.events = []  # heard while waiting for replies

    async def say(self, do, **fields):
        """A command; its ref."""
        self.refs += 1
        await self.send(json.dumps({"do": do, "ref": self.refs, **fields}))
        return self.refs

    async def reply(self, ref):
        """The reply to a command; events that come before it are kept."""
        while True:
            frame = json.loads(await self.hears())
            if "re" in frame:
                assert frame["re"] == ref, "one after the other, each once"
                return frame
            self.events.append(frame)

    async def ask(self, do, **fields):
        """What a command is answered."""
        return await self.reply(await self.say(do, **fields))

    async def post(self, room, body, **fields):
        fields = {"client_id": str(uuid.uuid4()), "body": body} | fields
        return await self.ask("message.post", room=room, **fields)

    async def event(self, on):
        """The next event of a kind."""
        while True:
            event = self.events.pop(0) if self.events else json.loads(await self.hears())
            if event.get("on") == on:
                return event

    async def ends(self):
        """All that is heard until the server closes, and the code."""
        return [json.loads(text) for text in await self.everything()], self.socket.close_code


def person_at(site, pki):
    """`async with enter(token) as tom:` at the chat door of a site."""

    @asynccontextmanager
    async def enter(token=None, headers=None, **options):
        headers = dict(headers or {})
        if token:
            headers["Authorization"] = f"Bearer {token}"
        options = {"ssl": pki.client(), "compression": None, "ping_interval": None} | options
        address = f"{site.wss}/wss/chat"
        async with websockets.connect(address, additional_headers=headers, **options) as socket:
            yield Person(socket)

    return enter
