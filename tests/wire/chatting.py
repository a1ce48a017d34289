"""A person at the chat door, who keeps what the room's events say and checks each of them."""

import asyncio
import itertools
import json
import uuid
from contextlib import suppress

import websockets

from tests.waiting import PATIENCE

FAST = "posts=100000,posts_per_second=0,commands=0"


def two_sites(new_site, redis, **variables):
    """Two server processes that share a Redis, and let people post as fast as they can."""
    return [new_site(CHANNEL_LAYER_URL=redis.url, CHAT_LIMITS=FAST, **variables) for _ in range(2)]


class Chatter:
    """Posts, and hears; fails at the first event that is a gap or comes twice."""

    def __init__(self, client, token, room):
        self.client, self.token, self.room = client, token, room
        self.position, self.heard, self.words = 0, [], []
        self.replies, self.refs = {}, itertools.count(1)
        self.present = {}

    async def enter(self):
        """Say who it is, open the room, and listen from then on."""
        self.listener = asyncio.create_task(self.listen())
        await self.asks("hello", token=self.token)
        opened = await self.asks("room.open", room=self.room)
        self.position = opened["seq"]
        self.present = opened.get("present", {})
        return self

    async def asks(self, word, **fields):
        """The reply to a command."""
        ref = next(self.refs)
        self.replies[ref] = asyncio.get_running_loop().create_future()
        await self.client.send(json.dumps({"do": word, "ref": ref, **fields}))
        reply = await asyncio.wait_for(self.replies[ref], PATIENCE)
        assert "error" not in reply, reply
        return reply

    async def post(self, body):
        """The position at which it was posted."""
        fields = {"room": self.room, "client_id": str(uuid.uuid4()), "body": body}
        return (await self.asks("message.post", **fields))["message"]["seq"]

    async def listen(self):
        """Until the socket ends: whoever waits for a reply then waits in vain, and is told."""
        with suppress(websockets.ConnectionClosed):
            await self.take_all()
        for reply in self.replies.values():
            reply.set_exception(ConnectionError("the server is gone"))

    async def take_all(self):
        async for text in self.client.socket:
            frame = json.loads(text)
            if "re" in frame:
                self.replies.pop(frame["re"]).set_result(frame)
                if "epoch" in frame:  # events that follow are counted from here
                    self.position = frame["seq"]
            elif frame["on"] == "message":
                assert frame["after"] == self.position, (frame, self.position)
                self.position = frame["message"]["rev"]
                self.heard.append(frame["message"]["body"])
            else:
                self.words.append(frame)
                if frame["on"] == "presence":
                    self.present[str(frame["user"])] = frame["status"]

    def still_there(self):
        """Whether it hears on, and has found nothing wrong."""
        if self.listener.done():
            self.listener.result()
        return not self.listener.done()
