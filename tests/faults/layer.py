"""A channel layer that carries as badly as a layer may: FAULTY of what goes to groups suffers."""

import asyncio
import os
import random

from channels_redis.pubsub import RedisPubSubChannelLayer

SHARE = float(os.environ.get("FAULTY", "0.1"))
LATE = 0.3  # seconds at most by which a message is overtaken


class FaultyLayer(RedisPubSubChannelLayer):
    """Loses a share of what is sent to groups, sends as much of it twice, and as much late."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.late = set()

    async def group_send(self, group, message):
        fate = random.random() / SHARE if SHARE else 9
        if fate < 1:
            return
        if fate < 2:
            await super().group_send(group, message)
        if 2 <= fate < 3:
            task = asyncio.create_task(self.send_late(group, message))
            self.late.add(task)
            task.add_done_callback(self.late.discard)
        else:
            await super().group_send(group, message)

    async def send_late(self, group, message):
        await asyncio.sleep(random.uniform(0, LATE))
        try:
            await super().group_send(group, message)
        except Exception:  # the layer may be away by now: that is a loss like others
            return
