"""Channel layers that lose, repeat and delay a tenth each of what they carry, for tests."""

import asyncio
import random
from contextlib import suppress

from channels.layers import InMemoryChannelLayer
from channels_redis.pubsub import RedisPubSubChannelLayer

SHARE = 0.1  # of messages that each fault hits
DELAY = 0.15  # seconds, at most, by which a message comes late, after others that were sent later
late = set()


class Faults:
    """Does to what groups are sent what networks do; a link's pulse to itself gets through."""

    chance = random.Random()

    async def group_send(self, group, message):
        fate = self.chance.random()
        if fate < SHARE:
            return
        if fate < 2 * SHARE:
            await self.carry(group, message)
        if fate < 3 * SHARE:
            task = asyncio.ensure_future(self.carry_late(group, message))
            late.add(task)
            task.add_done_callback(late.discard)
        else:
            await self.carry(group, message)

    async def carry_late(self, group, message):
        await asyncio.sleep(self.chance.random() * DELAY)
        with suppress(Exception):  # the layer is away by now: lost like others, and nobody's fault
            await self.carry(group, message)


class FaultyMemory(Faults, InMemoryChannelLayer):
    """For hubs in one process."""

    async def carry(self, group, message):
        await InMemoryChannelLayer.group_send(self, group, message)

    async def flush(self):
        """Local to a process, as with Redis: what others hold on the layer stays."""


class FaultyRedis(Faults, RedisPubSubChannelLayer):
    """For real servers: tests.faulty_settings."""

    async def carry(self, group, message):
        await self._get_layer().group_send(group, message)
